package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;

import io.github.dynamodbha.local.LocalRegions;
import java.util.Map;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Compares calls of our client with the bare client's, on a table that holds Mars. */
final class SameReplies {
  private SameReplies() {}

  /** Asserts that each call, told by its name, ends as it does with the bare client. */
  static void assertSame(
      LocalRegions localRegions, Map<String, Function<DynamoDbClient, DynamoDbResponse>> calls) {
    SoftAssertions same = new SoftAssertions();
    try (TwoWorlds worlds = new TwoWorlds(ClientFace.SYNC, localRegions)) {
      worlds.inBoth(c -> c.putItem(r -> r.tableName(TABLE).item(planet("Mars", 1))));
      calls.forEach(
          (name, call) ->
              same.assertThat(CallOutcome.of(() -> call.apply(worlds.ours)))
                  .as(name)
                  .isEqualTo(CallOutcome.of(() -> call.apply(worlds.bare))));
    }
    same.assertAll();
  }
}
