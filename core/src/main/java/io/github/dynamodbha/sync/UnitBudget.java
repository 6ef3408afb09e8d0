package io.github.dynamodbha.sync;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Keeps the calls to one region, of one kind (reads or writes), within units per second: those that
 * the user allows and, while the region throttles, those of its {@link Pace}.
 *
 * <p>A token bucket that may go into debt, because DynamoDB tells what a call consumed only with
 * its answer. So that the debt stays small with many calls under way, a call takes what it is
 * expected to consume before it starts, and the difference is settled after it; no call starts in
 * debt. What is expected is what calls consumed lately, the costly ones weighing more. So in any
 * window of time the units consumed are at most the rate times the window, plus {@value
 * #BURST_SECONDS} s of the rate, plus one call, plus what calls under way cost beyond expectation;
 * and that last part is paid back by waiting.
 *
 * <p>Every {@link #await} is followed by one of {@link #consumed}, {@link #failed} or {@link
 * #throttled}. Where none follows, the call counts as having consumed what was expected.
 *
 * <p>Thread-safe. Callers are served in the order in which they came. The one whose turn it is
 * waits through the {@link Sleeper}, the others for their turn; interruption ends both.
 */
final class UnitBudget {
  /** What an idle time may be made up for: enough to smooth the waits of threads. */
  static final int BURST_SECONDS = 1;

  /** The least that any call consumes: an eventually consistent read of up to 4 KB. */
  static final double LEAST_UNITS = 0.5;

  /** A wait is cut into pieces, to notice a settlement or a cancellation soon. */
  private static final Duration LONGEST_SLEEP = Duration.ofMillis(100);

  /** How far the expectation sinks with a call that consumed less; it rises at once. */
  private static final double FORGETTING = 0.1;

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final Cancellation cancellation;

  /** Fair, so that its holder is the caller who came first. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private final Pace pace;
  private double balance;
  private long filled;
  private double expected;
  private boolean learned;
  private double reserved;
  private int underWay;

  /**
   * A budget that is not in debt.
   *
   * @param unitsPerSecond the limit; infinite for none
   * @param firstCallUnits what a call is expected to consume as long as none has ended
   * @param cancellation ends all waiting
   */
  UnitBudget(
      double unitsPerSecond,
      double firstCallUnits,
      LongSupplier nanoTime,
      Sleeper sleeper,
      Cancellation cancellation) {
    this.expected = firstCallUnits;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.cancellation = cancellation;
    this.filled = nanoTime.getAsLong();
    this.pace = new Pace(unitsPerSecond, filled);
  }

  /** True once the run is to end: no wait, and no use in trying again. */
  boolean isCancelled() {
    return cancellation.isCancelled();
  }

  /**
   * Waits until a call may start, and takes what it is expected to consume. Returns at once when
   * the run is cancelled, so that what is under way ends.
   *
   * @param atLeast units that the call consumes at least; 0 if nothing is known
   */
  void await(double atLeast) throws InterruptedException {
    turn.lockInterruptibly();
    try {
      for (Duration wait = take(atLeast); !wait.isZero(); wait = take(atLeast)) {
        sleeper.sleep(wait);
      }
    } finally {
      turn.unlock();
    }
  }

  /** Takes what the call needs, or tells how long to wait before the next try. */
  private synchronized Duration take(double atLeast) {
    double rate = fill();
    if (balance < 0 && !cancellation.isCancelled()) {
      long millis = (long) Math.ceil(-balance / rate * 1000);
      return Duration.ofMillis(Math.max(1, Math.min(millis, LONGEST_SLEEP.toMillis())));
    }
    double units = Math.max(LEAST_UNITS, Math.max(expected, atLeast));
    balance -= units;
    reserved += units;
    underWay++;
    return Duration.ZERO;
  }

  /**
   * A call has ended.
   *
   * @param units what it consumed; 0 from an engine that doesn't tell, which stands for what was
   *     expected
   */
  synchronized void consumed(double units) {
    fill();
    double expectation = release();
    double actual = units > 0 ? units : expectation;
    balance -= actual;
    pace.delivered(actual, filled);
    if (units > 0) {
      expected = learned ? Math.max(units, expected + (units - expected) * FORGETTING) : units;
      learned = true;
    }
  }

  /**
   * A call has failed.
   *
   * @param mayHaveHappened true if it may have been carried out, and so consumed what was expected
   */
  synchronized void failed(boolean mayHaveHappened) {
    fill();
    double expectation = release();
    if (mayHaveHappened) {
      balance -= expectation;
    }
  }

  /** A call was throttled: it consumed nothing, and the calls to come get slower. */
  synchronized void throttled() {
    fill();
    release();
    pace.throttled(filled);
    // What was saved up for the former pace is not there.
    balance = Math.min(balance, 0);
  }

  /** Gives back what the ended call took: calls are not told apart, so it is their mean. */
  private double release() {
    if (underWay == 0) {
      return 0;
    }
    double share = reserved / underWay;
    reserved -= share;
    underWay--;
    balance += share;
    return share;
  }

  private double fill() {
    long now = nanoTime.getAsLong();
    double rate = pace.rate(now);
    // Without a limit nobody ever owes anything.
    balance =
        Double.isInfinite(rate)
            ? 0
            : Math.min(rate * BURST_SECONDS, balance + rate * ((now - filled) / NANOS));
    filled = now;
    return rate;
  }
}
