package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.List;

/**
 * How one call went.
 *
 * @param operation DynamoDB's name of the operation
 * @param legs the regions that were asked, in the order in which they answered or failed
 * @param stored where the client replicates the table itself: the regions that stored a write, in
 *     order of preference; empty for all other calls
 * @param missed the other regions, likewise
 * @param hedging what hedging did for it
 * @param latency how long the whole call took
 */
public record CallDiagnostics(
    String operation,
    List<LegDiagnostics> legs,
    List<String> stored,
    List<String> missed,
    Hedging hedging,
    Duration latency) {
  /** Checks and copies. */
  public CallDiagnostics {
    legs = List.copyOf(legs);
    stored = List.copyOf(stored);
    missed = List.copyOf(missed);
  }
}
