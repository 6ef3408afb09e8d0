package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What this process has lately seen of one replica, and so whether to wait for it.
 *
 * <p>Failures that speak against the region add up until a success clears them; at {@value
 * #SUSPENSION_SCORE} the replica is suspended: calls no longer wait for it, and writes count it as
 * missed. From then on one real request at a time is let through as a trial, first after about a
 * second, then after twice as long each time, half a minute at most, with jitter so that many
 * processes don't come back at once. One success, or any other answer of the region's own, ends the
 * suspension.
 *
 * <p>State is one immutable value, changed by compare-and-set; time and randomness are passed in.
 * Thread-safe and lock-free.
 */
public final class ReplicaHealth implements Health {
  static final int SUSPENSION_SCORE = 3;

  private static final long FIRST_TRIAL_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LAST_TRIAL_NANOS = Duration.ofSeconds(30).toNanos();

  private static final State HEALTHY = new State(0, 0, 0, null);

  private final LongSupplier nanoTime;
  private final RandomGenerator jitter;
  private final AtomicReference<State> state = new AtomicReference<>(HEALTHY);

  /** Suspended exactly if the score has reached the limit; only then do the other fields count. */
  private record State(int score, int trials, long nextTrialNanos, @Nullable Failure last) {
    boolean suspended() {
      return score >= SUSPENSION_SCORE;
    }
  }

  /**
   * Makes the health of a region that nothing is known of.
   *
   * @param nanoTime a monotonic clock, normally {@link System#nanoTime()}
   * @param jitter randomness for the times of trials
   */
  public ReplicaHealth(LongSupplier nanoTime, RandomGenerator jitter) {
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  @Override
  public Admission admit() {
    for (State current = current(); current.suspended(); current = current()) {
      long now = nanoTime.getAsLong();
      if (now - current.nextTrialNanos() < 0) {
        return Admission.SKIP;
      }
      State trial = suspended(current.trials() + 1, now, current.last());
      if (state.compareAndSet(current, trial)) {
        return Admission.TRIAL;
      }
      // Another call had the trial, or has just found the region back: look again which.
    }
    return Admission.ASK;
  }

  @Override
  public boolean isSuspended() {
    return current().suspended();
  }

  @Override
  public @Nullable Failure lastFailure() {
    return current().last();
  }

  @Override
  public void succeeded() {
    // Read first: on a healthy replica this is one volatile read and no write.
    if (current().last() != null) {
      state.set(HEALTHY);
    }
  }

  @Override
  public void failed(Failure failure) {
    switch (failure.failureClass()) {
      case ANSWER -> {
        // An accident on this side, such as an interrupted call, says nothing of the region.
        if (failure.isFromRegion()) {
          succeeded();
        }
      }
      case THROTTLED, TABLE_MISSING -> {
        if (failure.isFromRegion() && current().suspended()) {
          state.updateAndGet(ReplicaHealth::withoutSuspension);
        }
      }
      case REGION_SICK, AMBIGUOUS -> {
        if (failure.weight() > 0) {
          state.updateAndGet(current -> afterFailure(Objects.requireNonNull(current), failure));
        }
      }
    }
  }

  private State current() {
    return Objects.requireNonNull(state.get());
  }

  private static State withoutSuspension(@Nullable State current) {
    return current == null || current.suspended() ? HEALTHY : current;
  }

  private State afterFailure(State current, Failure failure) {
    if (current.suspended()) {
      return new State(current.score(), current.trials(), current.nextTrialNanos(), failure);
    }
    int score = current.score() + failure.weight();
    return score < SUSPENSION_SCORE
        ? new State(score, 0, 0, failure)
        : suspended(0, nanoTime.getAsLong(), failure);
  }

  private State suspended(int trials, long now, @Nullable Failure last) {
    long wait = Math.min(LAST_TRIAL_NANOS, FIRST_TRIAL_NANOS << Math.min(trials, 10));
    return new State(
        SUSPENSION_SCORE, trials, now + wait / 2 + jitter.nextLong(wait / 2 + 1), last);
  }
}
