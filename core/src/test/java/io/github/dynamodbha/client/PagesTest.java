package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** All pages of one query come from one region, through both faces and in both modes. */
@WithLocalRegions
class PagesTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final int ITEMS = 3;

  static Stream<Arguments> clients() {
    return Stream.of(ClientFace.values())
        .flatMap(face -> Stream.of(ReplicationMode.values()).map(mode -> Arguments.of(face, mode)));
  }

  private static QueryRequest.Builder page() {
    return QueryRequest.builder()
        .tableName(TABLE)
        .keyConditionExpression("#n = :n")
        .expressionAttributeNames(Map.of("#n", "name"))
        .expressionAttributeValues(Map.of(":n", s("Mars")))
        .limit(1);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void pages_comeFromTheRegionOfTheFirst_andAreRefusedElsewhere(
      ClientFace face, ReplicationMode mode, LocalRegions localRegions) {
    Queue<CallDiagnostics> calls = new ConcurrentLinkedQueue<>();
    CallOptions told = CallOptions.builder().diagnostics(calls::add).build();
    CallOptions west = CallOptions.builder().region(WEST).build();
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client =
            face.open(regions, b -> b.replication(mode).timeout(TwoWorlds.TIMEOUT).hedging(0))) {
      for (int i = 0; i < ITEMS; i++) {
        regions.put(Map.of("name", s("Mars"), "orbit", n(i)));
      }
      QueryResponse first = client.query(page().overrideConfiguration(told.asOverride()).build());
      // Begun in the other region, because the caller wanted it so: its pages stay there.
      QueryResponse other =
          client.query(page().limit(2).overrideConfiguration(west.asOverride()).build());

      client.query(
          page()
              .exclusiveStartKey(other.lastEvaluatedKey())
              .overrideConfiguration(told.asOverride())
              .build());
      client.query(
          page()
              .exclusiveStartKey(first.lastEvaluatedKey())
              .overrideConfiguration(told.asOverride())
              .build());

      assertThat(calls)
          .extracting(call -> call.legs().get(0).region())
          .containsExactly(EAST, WEST, EAST);
      assertThatExceptionOfType(SdkClientException.class)
          .isThrownBy(
              () ->
                  client.query(
                      page()
                          .exclusiveStartKey(first.lastEvaluatedKey())
                          .overrideConfiguration(west.asOverride())
                          .build()))
          .withMessageContaining("the page token was given by region " + EAST)
          .withMessageContaining("means nothing in region " + WEST);
    }
  }
}
