package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a region out while its calls fail, and takes it back step by step.
 *
 * <p>What counts is the share of failures among the last outcomes, not failures in a row: where
 * warm connections go on working and only new ones fail, most calls succeed and the region stays in
 * use, and those that fail go elsewhere; where half of the outcomes speak against the region (a
 * failure counts by its weight, an unknown host three times), it is left out. A region that gives
 * no outcomes any more is left out by {@link SilenceWatch}.
 *
 * <p>Left out, it gets one real request as a trial: first after about a second, then after twice as
 * long each time, half a minute at most. When one succeeds, the region gets a tenth of the calls,
 * and more with every second until it has them all after {@link #RAMP}, so that a region which has
 * just come back is not flooded. Waits and shares are random, so that many processes don't come
 * back at once. A success while it is left out (a call of before, or one that had no other region)
 * makes the next trial due at once.
 *
 * <p>Thread-safe: {@code state} is written under the lock, and read without it where the breaker is
 * closed, which is nearly always. {@code last} is written before it, so that who sees the region
 * left out sees why. The listener is told outside the lock, in the order of the changes.
 */
public final class Breaker implements Health {
  static final Duration RAMP = Duration.ofSeconds(30);
  static final double FIRST_SHARE = 0.1;

  /** A failure that proves something, or three that may pass. */
  private static final int MIN_POINTS = ReplicaHealth.SUSPENSION_SCORE;

  private static final long FIRST_TRIAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LAST_TRIAL_NANOS = Duration.ofSeconds(30).toNanos();

  private final LongSupplier nanoTime;
  private final RandomGenerator jitter;
  private final BiConsumer<BreakerState, @Nullable Failure> listener;
  private final OutcomeWindow window = new OutcomeWindow();
  private volatile BreakerState state = BreakerState.CLOSED;
  private volatile @Nullable Failure last;

  /** When the state is due to change by itself: the next trial, or the end of the ramp. */
  private long dueNanos;

  private int trials;

  private final Announcements<Change> changes = new Announcements<>();

  private record Change(BreakerState state, @Nullable Failure last) {}

  /**
   * Makes a closed breaker.
   *
   * @param nanoTime a monotonic clock, normally {@link System#nanoTime()}
   * @param jitter randomness for the times of trials and the shares of the ramp
   * @param listener told each new state, with the failure that counted last
   */
  public Breaker(
      LongSupplier nanoTime,
      RandomGenerator jitter,
      BiConsumer<BreakerState, @Nullable Failure> listener) {
    this.nanoTime = nanoTime;
    this.jitter = jitter;
    this.listener = listener;
  }

  /** Where it stands. */
  public BreakerState state() {
    return state;
  }

  @Override
  public Admission admit() {
    return state == BreakerState.CLOSED ? Admission.ASK : told(this::admitIfDue);
  }

  @Override
  public boolean isSuspended() {
    // Read once: between two reads a failed trial may open it again, and it would look closed.
    BreakerState now = state;
    return now == BreakerState.OPEN || now == BreakerState.HALF_OPEN;
  }

  @Override
  public @Nullable Failure lastFailure() {
    return last;
  }

  @Override
  public void succeeded() {
    told(
        () -> {
          long now = nanoTime.getAsLong();
          switch (state) {
            case CLOSED, RAMPING -> window.add(now, 0);
            case OPEN -> dueNanos = now;
            case HALF_OPEN -> {
              window.clear();
              trials = 0;
              change(BreakerState.RAMPING, now + RAMP.toNanos());
            }
          }
          return state;
        });
  }

  @Override
  public void failed(Failure failure) {
    switch (failure.failureClass()) {
      case ANSWER, THROTTLED, TABLE_MISSING -> {
        // The region is there; an accident on this side, such as an interrupt, says nothing of it.
        if (failure.isFromRegion()) {
          succeeded();
        }
      }
      case REGION_SICK, AMBIGUOUS -> {
        if (failure.weight() > 0) {
          told(() -> count(failure));
        }
      }
    }
  }

  /** Leaves the region out, whatever the last outcomes were: it has stopped to give any. */
  void fellSilent(Failure silence) {
    told(
        () -> {
          last = silence;
          if (!isSuspended()) {
            open(nanoTime.getAsLong());
          }
          return state;
        });
  }

  private BreakerState count(Failure failure) {
    long now = nanoTime.getAsLong();
    last = failure;
    switch (state) {
      case CLOSED, RAMPING -> {
        window.add(now, failure.weight());
        if (window.points() >= MIN_POINTS && window.points() >= window.successes()) {
          open(now);
        }
      }
      case HALF_OPEN -> open(now);
      case OPEN -> {
        // A call of before; the trial's time stands.
      }
    }
    return state;
  }

  private Admission admitIfDue() {
    long now = nanoTime.getAsLong();
    boolean due = now - dueNanos >= 0;
    switch (state) {
      case CLOSED -> {
        return Admission.ASK;
      }
      case RAMPING -> {
        if (due) {
          change(BreakerState.CLOSED, now);
          return Admission.ASK;
        }
        double left = (double) (dueNanos - now) / RAMP.toNanos();
        return jitter.nextDouble() < 1 - left * (1 - FIRST_SHARE) ? Admission.ASK : Admission.SKIP;
      }
      case OPEN, HALF_OPEN -> {
        if (!due) {
          return Admission.SKIP;
        }
        // Half open and due again: the trial's outcome never came.
        change(BreakerState.HALF_OPEN, now + LAST_TRIAL_NANOS);
        return Admission.TRIAL;
      }
    }
    throw new AssertionError("every state returns");
  }

  private void open(long now) {
    long wait = Math.min(LAST_TRIAL_NANOS, FIRST_TRIAL_NANOS << Math.min(trials, 10));
    trials++;
    window.clear();
    change(BreakerState.OPEN, now + wait / 2 + jitter.nextLong(wait / 2 + 1));
  }

  private void change(BreakerState next, long due) {
    state = next;
    dueNanos = due;
  }

  private <T> T told(Supplier<T> step) {
    T result;
    synchronized (this) {
      BreakerState before = state;
      result = step.get();
      if (state == before) {
        return result;
      }
      changes.add(new Change(state, last));
    }
    changes.tell(change -> listener.accept(change.state(), change.last()));
    return result;
  }
}
