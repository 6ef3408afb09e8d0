package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.List;

/**
 * How one call went.
 *
 * @param operation DynamoDB's name of the operation
 * @param legs the regions that were asked, in the order in which they answered or failed
 * @param hedging what hedging did for it
 * @param latency how long the whole call took
 */
public record CallDiagnostics(
    String operation, List<LegDiagnostics> legs, Hedging hedging, Duration latency) {
  /** Checks and copies. */
  public CallDiagnostics {
    legs = List.copyOf(legs);
  }
}
