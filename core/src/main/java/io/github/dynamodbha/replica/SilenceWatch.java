package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sees that a region has gone silent before its calls time out, and opens its breaker then.
 *
 * <p>A call alone may be slow for good reasons. A region counts as silent for reads, or for writes,
 * when {@value #MIN_SILENT_CALLS} calls of that kind have waited for longer than the limit of their
 * operation and <em>no call of that kind that began with or after the first of them was answered
 * </em>, by whatever answer. Where no call of either kind was, both are left out. So a slow table
 * beside a quick one, or one slow query among many, raises no alarm; those that time out still
 * count by themselves.
 *
 * <p>The limit is {@value #MULTIPLE} times what the operation usually takes here, but no more than
 * {@link #LIMIT} unless {@value #MIN_MULTIPLE} times that is more, and no less than {@link #FLOOR}.
 * A region that has answered nothing yet is not judged: the first calls of a process may take any
 * time.
 *
 * <p>Time is counted in sweeps, and a late sweep counts for two periods at most. So a pause of this
 * process, in which answers are not read, is not taken for the region's.
 *
 * <p>Thread-safe.
 */
public final class SilenceWatch {
  static final Duration PERIOD = Duration.ofMillis(50);

  /** What holds for operations whose usual latency is not known. */
  static final Duration LIMIT = Duration.ofSeconds(1);

  /** Less may be a lost packet, which TCP sends again after 200 ms and then after 400. */
  static final Duration FLOOR = Duration.ofMillis(500);

  /** One may be stuck by accident, and two as well. */
  static final int MIN_SILENT_CALLS = 3;

  private static final int MULTIPLE = 10;
  private static final int MIN_MULTIPLE = 3;
  private static final long NOTHING_YET = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final Breaker reads;
  private final Breaker writes;
  private final ToLongFunction<Operation<?, ?>> usualNanos;
  private final PeriodicSweep sweep;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();

  /** The time that was seen to pass, in nanoseconds; grows with each sweep. */
  private volatile long clock;

  private volatile long lastRead = NOTHING_YET;
  private volatile long lastWrite = NOTHING_YET;
  private volatile long lastSweep;

  /** A call under way; compared by identity. */
  static final class Call {
    private final Operation<?, ?> operation;
    private final long start;

    private Call(Operation<?, ?> operation, long start) {
      this.operation = operation;
      this.start = start;
    }
  }

  /**
   * Watches one region.
   *
   * @param usualNanos what nearly all calls of an operation take here, or less than 0 if that is
   *     not known
   */
  public SilenceWatch(
      LongSupplier nanoTime,
      Breaker reads,
      Breaker writes,
      ToLongFunction<Operation<?, ?>> usualNanos) {
    this(nanoTime, reads, writes, usualNanos, PeriodicSweep.every(PERIOD));
  }

  SilenceWatch(
      LongSupplier nanoTime,
      Breaker reads,
      Breaker writes,
      ToLongFunction<Operation<?, ?>> usualNanos,
      Executor afterPeriod) {
    this.nanoTime = nanoTime;
    this.reads = reads;
    this.writes = writes;
    this.usualNanos = usualNanos;
    this.sweep = new PeriodicSweep(afterPeriod, () -> !underWay.isEmpty(), this::look);
  }

  Call started(Operation<?, ?> operation) {
    Call call = new Call(operation, clock);
    underWay.add(call);
    if (sweep.wake()) {
      lastSweep = nanoTime.getAsLong();
    }
    return call;
  }

  /**
   * Ends a call.
   *
   * @param answered whether the region said something, if only that it refuses
   */
  void ended(Call call, boolean answered) {
    underWay.remove(call);
    if (!answered) {
      return;
    }
    // Read first: it changes once a period, and is written by every call's thread.
    long now = clock;
    if (call.operation.writes()) {
      if (lastWrite != now) {
        lastWrite = now;
      }
    } else if (lastRead != now) {
      lastRead = now;
    }
  }

  private void look() {
    long now = nanoTime.getAsLong();
    long before = clock;
    clock = before + Math.min(now - lastSweep, 2 * PERIOD.toNanos());
    lastSweep = now;
    if (lastRead == NOTHING_YET && lastWrite == NOTHING_YET) {
      return;
    }
    long readAfter = lastRead == NOTHING_YET ? lastWrite : lastRead;
    long writtenAfter = lastWrite == NOTHING_YET ? lastRead : lastWrite;
    Silence ofReads = silence(false, readAfter);
    Silence ofWrites = silence(true, writtenAfter);
    Silence ofAll = silence(null, Math.max(readAfter, writtenAfter));
    tell(reads, ofReads.counts() ? ofReads : ofAll);
    tell(writes, ofWrites.counts() ? ofWrites : ofAll);
  }

  /**
   * What is silent.
   *
   * @param calls the calls past their limits
   * @param longest how long the first of them has waited
   */
  private record Silence(int calls, long longest) {
    boolean counts() {
      return calls >= MIN_SILENT_CALLS;
    }
  }

  private Silence silence(@Nullable Boolean writing, long lastAnswer) {
    int calls = 0;
    long longest = 0;
    for (Call call : underWay) {
      long waited = clock - call.start;
      if ((writing == null || writing == call.operation.writes())
          && call.start > lastAnswer
          && waited >= limitNanos(usualNanos.applyAsLong(call.operation))) {
        calls++;
        longest = Math.max(longest, waited);
      }
    }
    return new Silence(calls, longest);
  }

  private static void tell(Breaker breaker, Silence silence) {
    if (silence.counts() && !breaker.isSuspended()) {
      breaker.fellSilent(
          FailureTable.classify(new SilentException(Duration.ofNanos(silence.longest()))));
    }
  }

  static long limitNanos(long usual) {
    if (usual < 0) {
      return LIMIT.toNanos();
    }
    long limit = Math.max(Math.min(LIMIT.toNanos(), MULTIPLE * usual), MIN_MULTIPLE * usual);
    return Math.max(FLOOR.toNanos(), limit);
  }
}
