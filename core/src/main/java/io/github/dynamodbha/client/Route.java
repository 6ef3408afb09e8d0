package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.BreakerState;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The regions that one call goes to, one after the other: first those in use, in order of
 * preference, and last of all, only if no other answered, those whose breaker is open. Excluded
 * regions are not on it.
 *
 * <p>Not thread-safe: a call asks for its next region when it has done with the one before.
 */
final class Route {
  private static final int NONE = -1;

  private final List<RegionState> regions;
  private final boolean reading;
  private final Consumer<RegionState> trial;
  private long done;

  /**
   * Makes a route.
   *
   * @param trial gets each region that is due for a trial which the call itself is not: a read goes
   *     to a region in use meanwhile, and a write is kept from regions whose reads fail as well
   */
  Route(List<RegionState> regions, boolean reading, Consumer<RegionState> trial) {
    this.regions = regions;
    this.reading = reading;
    this.trial = trial;
  }

  /** The next region to ask, or null if there is none left. */
  @Nullable RegionState next() {
    int suspended = NONE;
    long due = 0;
    for (int i = 0; i < regions.size(); i++) {
      RegionState region = regions.get(i);
      if (isDone(i) || region.excluded()) {
        continue;
      }
      boolean down = !reading && region.isDown();
      Admission admission = region.breaker(reading || down).admit();
      if (!down && (admission == Admission.ASK || (admission == Admission.TRIAL && !reading))) {
        sendTrials(due);
        return take(i);
      }
      due |= admission == Admission.TRIAL ? 1L << i : 0;
      suspended = suspended == NONE ? i : suspended;
    }
    if (suspended == NONE) {
      return null;
    }
    // A read that has nowhere else to go is its region's trial.
    sendTrials(reading ? due & ~(1L << suspended) : due);
    return take(suspended);
  }

  private void sendTrials(long due) {
    for (long left = due; left != 0; left &= left - 1) {
      trial.accept(regions.get(Long.numberOfTrailingZeros(left)));
    }
  }

  private RegionState take(int index) {
    done |= 1L << index;
    return regions.get(index);
  }

  /** The next region that is in use and good for a hedge, or null if there is none. */
  @Nullable RegionState nextForHedge(Predicate<RegionState> good) {
    for (int i = 0; i < regions.size(); i++) {
      RegionState region = regions.get(i);
      if (!isDone(i)
          && !region.excluded()
          && good.test(region)
          && region.breaker(reading).state() == BreakerState.CLOSED) {
        return take(i);
      }
    }
    return null;
  }

  /** The next region that no breaker leaves out, or null if there is none. */
  @Nullable RegionState nextInUse() {
    return nextForHedge(region -> true);
  }

  /** The region of this name, which is on the route. */
  RegionState region(String name) {
    return regions.stream().filter(region -> region.name().equals(name)).findFirst().orElseThrow();
  }

  /** Puts a region that was not asked after all on the route again. */
  void giveBack(@Nullable RegionState region) {
    if (region != null) {
      done &= ~(1L << regions.indexOf(region));
    }
  }

  /** How many regions the call may still go to. */
  int left() {
    int left = 0;
    for (int i = 0; i < regions.size(); i++) {
      if (!isDone(i) && !regions.get(i).excluded()) {
        left++;
      }
    }
    return left;
  }

  private boolean isDone(int index) {
    return (done & 1L << index) != 0;
  }
}
