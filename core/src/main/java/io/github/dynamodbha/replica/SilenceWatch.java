package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Sees that a region has gone silent before its calls time out, and opens its breaker then.
 *
 * <p>A call alone may be slow for good reasons. A region counts as silent for reads, or for writes,
 * when {@value #MIN_SILENT_CALLS} calls of that kind have waited for longer than the limit of their
 * operation, and <em>for as long no call of that kind was answered</em>, by whatever answer. Where
 * no call of either kind was, it is left out for both. So a slow table beside a quick one, or one
 * slow query among many, raises no alarm; those that time out still count by themselves. A call
 * counts once, so that those which still hang don't speak against a region that has returned.
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
  private final Executor threads;
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
    private volatile boolean counted;

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
    this(nanoTime, reads, writes, usualNanos, PeriodicSweep.every(PERIOD), Timer.SYSTEM.threads());
  }

  SilenceWatch(
      LongSupplier nanoTime,
      Breaker reads,
      Breaker writes,
      ToLongFunction<Operation<?, ?>> usualNanos,
      Executor afterPeriod,
      Executor threads) {
    this.threads = threads;
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
    long read = lastRead == NOTHING_YET ? lastWrite : lastRead;
    long written = lastWrite == NOTHING_YET ? lastRead : lastWrite;
    List<Call> reading = silent(call -> !call.operation.writes(), read);
    List<Call> writing = silent(call -> call.operation.writes(), written);
    List<Call> any = silent(call -> true, Math.max(read, written));
    if (any.size() >= MIN_SILENT_CALLS) {
      tell(any, reads, writes);
    } else if (reading.size() >= MIN_SILENT_CALLS) {
      tell(reading, reads);
    } else if (writing.size() >= MIN_SILENT_CALLS) {
      tell(writing, writes);
    }
  }

  /** The calls that have waited too long, while nothing was answered for as long. */
  private List<Call> silent(Predicate<Call> kind, long lastAnswer) {
    // Nearly always: there was an answer in the shortest time that counts.
    if (clock - lastAnswer < FLOOR.toNanos()) {
      return List.of();
    }
    return underWay.stream()
        .filter(call -> !call.counted && kind.test(call))
        .filter(
            call ->
                clock - Math.max(call.start, lastAnswer)
                    >= limitNanos(usualNanos.applyAsLong(call.operation)))
        .toList();
  }

  private void tell(List<Call> calls, Breaker... breakers) {
    calls.forEach(call -> call.counted = true);
    long longest = calls.stream().mapToLong(call -> clock - call.start).max().orElse(0);
    for (Breaker breaker : breakers) {
      if (!breaker.isSuspended()) {
        Failure silence = FailureTable.classify(new SilentException(Duration.ofNanos(longest)));
        // A breaker's listener may take its time.
        threads.execute(() -> breaker.fellSilent(silence));
      }
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
