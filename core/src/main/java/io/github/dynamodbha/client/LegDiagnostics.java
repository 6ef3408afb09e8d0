package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a call: one region's part in it.
 *
 * @param region the region that was asked
 * @param latency how long its answer or failure took
 * @param outcome {@code answered}, {@code overtaken} (another region answered first) or what the
 *     failure table calls the failure
 * @param cause what the SDK threw, or null if the region answered
 * @param mayHaveHappened true for a failed leg of which any attempt may have been carried out all
 *     the same, also one before the last
 */
public record LegDiagnostics(
    String region,
    Duration latency,
    String outcome,
    @Nullable Throwable cause,
    boolean mayHaveHappened) {

  static LegDiagnostics of(Reply<?> reply) {
    if (reply instanceof Reply.Failed<?> failed) {
      Failure failure = failed.failure();
      return new LegDiagnostics(
          reply.region(),
          reply.latency(),
          failure.reason(),
          failure.cause(),
          failure.anyAttemptMayHaveHappened());
    }
    return new LegDiagnostics(reply.region(), reply.latency(), "answered", null, false);
  }
}
