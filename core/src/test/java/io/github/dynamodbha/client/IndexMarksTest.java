package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What is asked before the first query of an index, where the client replicates the table. */
@WithLocalRegions
class IndexMarksTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  @Test
  void query_thatIsBoundToARegion_describesTheTableThere(LocalRegions localRegions) {
    CallOptions west = CallOptions.builder().region(WEST).build();
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        HighlyAvailableDynamoDbClient client =
            regions
                .configure(HighlyAvailableDynamoDbClient.builder())
                .replication(ReplicationMode.CLIENT)
                .build()) {
      long inEast = regions.region(EAST).requests("DescribeTable");
      long inWest = regions.region(WEST).requests("DescribeTable");

      assertThatThrownBy(
              () ->
                  client.query(
                      r ->
                          r.tableName(TABLE)
                              .indexName("none")
                              .keyConditionExpression("#n = :n")
                              .expressionAttributeNames(Map.of("#n", "name"))
                              .expressionAttributeValues(Map.of(":n", s("Mars")))
                              .overrideConfiguration(west.asOverride())))
          .isInstanceOf(DynamoDbException.class);

      assertThat(regions.region(EAST).requests("DescribeTable")).isEqualTo(inEast);
      assertThat(regions.region(WEST).requests("DescribeTable")).isEqualTo(inWest + 1);
    }
  }
}
