package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.CallObserver;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every request that one call sent, with its outcome. Thread-safe. */
final class CallLog implements CallObserver {
  private final List<LegDiagnostics> legs = new ArrayList<>(); // guarded by this

  @Override
  public synchronized void replied(Operation<?, ?> operation, Reply<?> reply) {
    legs.add(LegDiagnostics.of(reply));
  }

  /** The requests that have ended, in that order. */
  synchronized List<LegDiagnostics> legs() {
    return List.copyOf(legs);
  }

  /** The same, and a leg for each failed region that was not asked or gave no reply. */
  List<LegDiagnostics> legs(Map<String, Failure> failures) {
    List<LegDiagnostics> all = new ArrayList<>(legs());
    failures.forEach(
        (region, failure) -> {
          boolean known =
              all.stream().anyMatch(leg -> leg.region().equals(region) && leg.cause() != null);
          if (!known) {
            all.add(
                new LegDiagnostics(
                    region,
                    Duration.ZERO,
                    failure.reason(),
                    failure.cause(),
                    failure.anyAttemptMayHaveHappened()));
          }
        });
    return all;
  }
}
