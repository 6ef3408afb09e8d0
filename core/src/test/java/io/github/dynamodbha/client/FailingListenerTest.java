package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A listener whose every method ends with an error, as where its library lacks a method. */
@WithLocalRegions
class FailingListenerTest {
  /** A busy machine's calls take long, and none of these need run out of time. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  private static final CallOptions OPTIONS =
      CallOptions.builder()
          .diagnostics(
              call -> {
                throw new NoSuchMethodError("of the diagnostics");
              })
          .build();

  private final ClientListener listener =
      new ClientListener() {
        @Override
        public void legEnded(String region, String operation, String outcome, Duration latency) {
          throw new NoSuchMethodError("of a leg");
        }

        @Override
        public void callEnded(
            String operation, String outcome, int asked, Hedging hedging, Duration latency) {
          throw new NoSuchMethodError("of a call");
        }

        @Override
        public void stored(String region, String operation) {
          throw new NoSuchMethodError("of what is stored");
        }

        @Override
        public void missed(String region, String operation, String reason) {
          throw new NoSuchMethodError("of what is missed");
        }

        @Override
        public void breakerChanged(String region, boolean reading, BreakerState state) {
          throw new NoSuchMethodError("of a breaker");
        }

        @Override
        public void exclusionChanged(String region, boolean excluded) {
          throw new NoSuchMethodError("of an exclusion");
        }
      };

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_goOnAllTheSame(ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      for (ReplicationMode mode : ReplicationMode.values()) {
        regions.put(planet("Mars", 2));
        try (DynamoDbClient client =
            face.open(regions, b -> b.replication(mode).listener(listener).timeout(PATIENT))) {
          putAndGet(client);
          regions.region("us-east-1").inject(Fault.down());
          putAndGet(client);
        }
        localRegions.heal();
      }
    }
  }

  private static void putAndGet(DynamoDbClient client) {
    client.putItem(
        r ->
            r.tableName(TABLE)
                .item(planet("Venus", 0))
                .overrideConfiguration(OPTIONS.asOverride()));
    assertThat(
            client
                .getItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .overrideConfiguration(OPTIONS.asOverride()))
                .item())
        .isEqualTo(planet("Mars", 2));
  }
}
