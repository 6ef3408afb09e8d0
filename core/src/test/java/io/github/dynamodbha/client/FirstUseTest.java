package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The first call on a table, which has to learn the table's keys. */
@WithLocalRegions
class FirstUseTest {
  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void put_whenDescribeTableHangs_thenEndsInItsOwnTime(ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client =
            face.open(
                regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT))) {
      for (String region : new String[] {"us-east-1", "us-west-1"}) {
        regions.region(region).inject(Fault.hang().onOperation("DescribeTable"));
      }

      RegionsFailedException thrown =
          catchThrowableOfType(
              RegionsFailedException.class,
              () ->
                  client.putItem(
                      r ->
                          r.tableName(TABLE)
                              .item(planet("Mars", 2))
                              .overrideConfiguration(
                                  c -> c.apiCallTimeout(Duration.ofMillis(300)))));

      assertThat(thrown).hasMessageContaining("its time was over before");
      assertThat(thrown.writeMayHaveHappened()).isFalse();
      localRegions.heal();
    }
  }
}
