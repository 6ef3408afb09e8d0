package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** The replies of one region that stand for calls which have none. Thread-safe. */
final class StandInReplies {
  private final String region;
  private final Duration timeout;
  private volatile boolean closed;

  /**
   * Of an open connection.
   *
   * @param region the region that was, or was to be, asked
   * @param timeout the time of a whole call, for messages
   */
  StandInReplies(String region, Duration timeout) {
    this.region = region;
    this.timeout = timeout;
  }

  /** From now on it is not for want of time that calls end. */
  void close() {
    closed = true;
  }

  /**
   * For a call under way that is ended from outside.
   *
   * @param queued true if it still waited for one of the region's threads
   * @param latency how long it was waited for
   */
  <A> Reply<A> ended(boolean queued, Duration latency) {
    return closed ? closed(queued, latency) : queued ? noThread(latency) : timedOut(latency);
  }

  /** True once no call is to be sent any more. */
  boolean isClosed() {
    return closed;
  }

  /** What a call failed with; that its thread was interrupted may have been our closing. */
  @Nullable Throwable explained(@Nullable Throwable thrown) {
    return closed && thrown != null && FailureTable.unwrap(thrown) instanceof AbortedException
        ? new ClosedException(thrown)
        : thrown;
  }

  private <A> Reply<A> closed(boolean queued, Duration latency) {
    return new Reply.Failed<>(
        region,
        latency,
        new Failure(FailureClass.REGION_SICK, "closed", !queued, 0, new ClosedException(null)));
  }

  /** For a call whose time was over before it was sent, or that is to be sent after the closing. */
  <A> Reply<A> notSent() {
    return closed
        ? closed(true, Duration.ZERO)
        : new Reply.Failed<>(region, Duration.ZERO, FailureTable.classify(new NotSentException()));
  }

  private <A> Reply<A> noThread(Duration latency) {
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
