package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.BreakerState;
import java.time.Duration;

/**
 * Told what a client does, for metrics: every value is one of few (regions, operations, outcomes),
 * and none holds a table's name, a key or an item.
 *
 * <p>Called on the thread on which it happened: a caller's, one of the region's or of the SDK's,
 * {@code dynamodb-ha-timer-N} for a call whose time was over and for a region that fell silent,
 * {@code dynamodb-ha-exclusions} for what the source of exclusions says. So it must not block, nor
 * wait for a call of the client's. What it throws, errors too, is logged and fails no call. Must be
 * thread-safe; the changes of one breaker, and the exclusions, are told one at a time and in their
 * order, and outside the client's locks. Every method does nothing by default.
 */
public interface ClientListener {
  /** Does nothing. */
  ClientListener NONE = new ClientListener() {};

  /**
   * A region answered or failed, whether anybody still waited for it or not.
   *
   * @param region the region
   * @param operation DynamoDB's name of the operation, such as {@code GetItem}
   * @param outcome {@code answered}, or what the failure table calls the failure, such as {@code
   *     timed out}
   * @param latency from the call to the answer or failure
   */
  default void legEnded(String region, String operation, String outcome, Duration latency) {}

  /**
   * A call ended.
   *
   * @param operation DynamoDB's name of the operation
   * @param outcome {@code answered}, {@code refused} (a region's own answer to the caller was an
   *     exception) or {@code failed} (no region is known to have carried it out)
   * @param regionsAsked the number of its legs; 0 if it was refused before any was sent
   * @param hedging what hedging did for it
   * @param latency from the start to the end
   */
  default void callEnded(
      String operation, String outcome, int regionsAsked, Hedging hedging, Duration latency) {}

  /**
   * A region stored a write of a table that the client replicates itself.
   *
   * @param region the region
   * @param operation DynamoDB's name of the operation
   */
  default void stored(String region, String operation) {}

  /**
   * A region missed a write that succeeded, of a table that the client replicates itself: a later
   * read repair or sync has to bring it up to date.
   *
   * @param region the region
   * @param operation DynamoDB's name of the operation
   * @param reason {@code excluded}, or what the failure table calls the failure
   */
  default void missed(String region, String operation, String reason) {}

  /**
   * A region's breaker changed.
   *
   * @param region the region
   * @param reading true for the breaker of reads, false for that of writes
   * @param state its new state
   */
  default void breakerChanged(String region, boolean reading, BreakerState state) {}

  /**
   * A region was excluded by an operator, or included again.
   *
   * @param region the region
   * @param excluded true if it is out of use now
   */
  default void exclusionChanged(String region, boolean excluded) {}
}
