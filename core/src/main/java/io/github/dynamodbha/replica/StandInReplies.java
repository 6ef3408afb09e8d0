package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * The replies that stand for calls which have none.
 *
 * @param region the region that was, or was to be, asked
 * @param timeout the time of a whole call, for messages
 */
record StandInReplies(String region, Duration timeout) {
  /** For a call whose time was over before it was sent. */
  <A> Reply<A> notSent() {
    return new Reply.Failed<>(region, Duration.ZERO, FailureTable.classify(new NotSentException()));
  }

  /**
   * For a call that waited for one of the region's threads until its time was over.
   *
   * @param latency how long it waited
   */
  <A> Reply<A> noThread(Duration latency) {
    return new Reply.Failed<>(
        region,
        latency,
        FailureTable.classify(
            new RejectedExecutionException(
                "The call waited for a thread of region " + region + " until its time was over")));
  }

  /**
   * For a call that nobody waits for any longer, but which may yet end.
   *
   * @param latency how long it was waited for
   */
  <A> Reply<A> timedOut(Duration latency) {
    return new Reply.Failed<>(
        region,
        latency,
        new Failure(
            FailureClass.AMBIGUOUS,
            "timed out",
            true,
            0,
            ApiCallTimeoutException.builder()
                .message("The call's time of " + timeout + " was over and it could not be ended")
                .build()));
  }

  /**
   * For a call that was not made, or not waited for, because the region is suspended.
   *
   * @param underWay true if a trial was sent that may yet take effect
   * @param last the failure that counted last, or null
   */
  <A> Reply<A> suspended(boolean underWay, @Nullable Failure last) {
    return new Reply.Failed<>(
        region,
        Duration.ZERO,
        new Failure(
            FailureClass.REGION_SICK,
            "suspended",
            underWay,
            0,
            new ReplicaSuspendedException(region, last == null ? null : last.cause())));
  }
}
