package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one region show: told to its health, to who watches for silence and to the
 * observer; and what is kept of it. Thread-safe.
 */
final class Observations {
  private final String region;
  private final LongSupplier nanoTime;
  private final Health reads;
  private final Health writes;
  private final CallObserver observer;
  private final @Nullable SilenceWatch silence;

  /**
   * The wait in vain that proves a region unusable: half a second, or all that a call here gets.
   */
  private final Duration proof;

  private volatile boolean answered;
  private volatile boolean throttled;
  private volatile long throttledNanos;

  /**
   * Nothing is seen yet.
   *
   * @param reads learns how reads went
   * @param writes learns how writes went; a failure to reach the region at all tells both
   * @param observer told of every reply
   * @param silence sees calls that get none, or null
   * @param legTimeout the time that a call here usually gets
   */
  Observations(
      String region,
      LongSupplier nanoTime,
      Health reads,
      Health writes,
      CallObserver observer,
      @Nullable SilenceWatch silence,
      Duration legTimeout) {
    this.region = region;
    this.nanoTime = nanoTime;
    this.reads = reads;
    this.writes = writes;
    this.observer = observer;
    this.silence = silence;
    Duration usual = legTimeout.minus(RegionClient.MAX_OVERRUN);
    this.proof = usual.compareTo(SilenceWatch.FLOOR) < 0 ? usual : SilenceWatch.FLOOR;
  }

  /** What was lately seen of the region by calls that read, or by calls that write. */
  Health health(boolean reading) {
    return reading ? reads : writes;
  }

  /** True once the region has said anything: then its credentials have been found. */
  boolean hasAnswered() {
    return answered;
  }

  /** True if the region throttled an attempt not longer ago than this. */
  boolean throttledWithin(Duration time) {
    return throttled && nanoTime.getAsLong() - throttledNanos < time.toNanos();
  }

  /** An attempt was throttled. */
  void noteThrottling() {
    throttledNanos = nanoTime.getAsLong();
    throttled = true;
  }

  /** A call is about to start; what is returned belongs to its end. */
  SilenceWatch.@Nullable Call started(Operation<?, ?> operation) {
    return silence == null ? null : silence.started(operation);
  }

  /**
   * A call ended.
   *
   * @param latency since its start
   * @param answer or null, if it failed
   * @param thrown why it failed, or null
   * @param watched what {@link #started} returned
   */
  <A> Reply<A> ended(
      Operation<?, ?> operation,
      Duration latency,
      @Nullable A answer,
      @Nullable Throwable thrown,
      SilenceWatch.@Nullable Call watched) {
    Reply<A> reply;
    if (answer != null) {
      noteAnswer();
      ended(watched, true);
      health(!operation.writes()).succeeded();
      reply = new Reply.Answered<>(region, latency, answer);
    } else {
      Failure failure =
          FailureTable.classify(Objects.requireNonNull(thrown)).afterWaiting(latency, proof);
      ended(watched, failure.isFromRegion());
      failed(operation, failure);
      reply = new Reply.Failed<>(region, latency, failure);
    }
    observer.replied(operation, reply);
    return reply;
  }

  private void ended(SilenceWatch.@Nullable Call watched, boolean anyAnswer) {
    if (silence != null && watched != null) {
      silence.ended(watched, anyAnswer);
    }
  }

  private void failed(Operation<?, ?> operation, Failure failure) {
    if (failure.isFromRegion()) {
      noteAnswer();
    }
    Health health = health(!operation.writes());
    health.failed(failure);
    Health other = health(operation.writes());
    if (other != health && failure.isOfConnecting()) {
      other.failed(failure);
    }
  }

  private void noteAnswer() {
    // Read first: after the first answer this is one volatile read and no write.
    if (!answered) {
      answered = true;
    }
  }
}
