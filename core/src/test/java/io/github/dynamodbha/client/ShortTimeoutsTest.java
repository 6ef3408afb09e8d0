package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One caller's short timeout doesn't leave a region out for all others. */
@WithLocalRegions
class ShortTimeoutsTest {
  private static final String EAST = "us-east-1";
  private static final Duration SHORT = Duration.ofMillis(40);

  /** Those that were not sent in time don't count. */
  private static final int MAX_CALLS = 50;

  private final List<BreakerState> states = new CopyOnWriteArrayList<>();
  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void breakerChanged(String region, boolean reading, BreakerState state) {
          states.add(state);
        }
      };

  @ParameterizedTest
  @EnumSource
  void short_leaveTheRegionOutByThreeAndMore(ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client = face.open(regions, b -> b.listener(listener))) {
      client.getItem(r -> r.tableName(TABLE).key(key("Mars")));
      regions.region(EAST).inject(Fault.hang());
      int calls = 0;

      while (states.isEmpty() && calls < MAX_CALLS) {
        getInVain(client);
        calls++;
      }

      assertThat(states).containsExactly(BreakerState.OPEN);
      assertThat(calls).isGreaterThanOrEqualTo(3);
    } finally {
      localRegions.heal();
    }
  }

  /** Bound to the region, or another would answer. */
  private static void getInVain(DynamoDbClient client) {
    CallOptions bound = CallOptions.builder().region(EAST).build();
    assertThatExceptionOfType(RegionsFailedException.class)
        .isThrownBy(
            () ->
                client.getItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .overrideConfiguration(
                                c -> {
                                  bound.asOverride().accept(c);
                                  c.apiCallTimeout(SHORT);
                                })));
  }
}
