package io.github.dynamodbha.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Workers that make calls within a budget, in virtual time and on one thread: while one sleeps, the
 * calls of the others end.
 */
final class CallSimulation {
  /** Units that a call consumed, and when it ended. */
  record Consumed(long nanos, double units) {}

  private record Ending(long nanos, double units) {}

  private final int workers;
  private final DoubleSupplier units;
  private final LongSupplier latencyNanos;
  private final UnitBudget budget;
  private final List<Consumed> consumed = new ArrayList<>();
  private final PriorityQueue<Ending> underWay =
      new PriorityQueue<>(Comparator.comparingLong(Ending::nanos));
  private final Queue<Integer> ready = new ArrayDeque<>();
  private long now;

  CallSimulation(
      int workers,
      double unitsPerSecond,
      double firstCallUnits,
      DoubleSupplier units,
      LongSupplier latencyNanos) {
    this.workers = workers;
    this.units = units;
    this.latencyNanos = latencyNanos;
    this.budget =
        new UnitBudget(unitsPerSecond, firstCallUnits, () -> now, this::sleep, new Cancellation());
  }

  private void sleep(Duration duration) {
    passTo(now + duration.toNanos());
  }

  private void passTo(long nanos) {
    while (!underWay.isEmpty() && underWay.peek().nanos() <= nanos) {
      Ending call = underWay.remove();
      now = call.nanos();
      budget.consumed(call.units());
      consumed.add(new Consumed(now, call.units()));
      ready.add(1);
    }
    now = nanos;
  }

  /** Works for so long, and at most for so many calls. */
  CallSimulation run(Duration duration, int calls) throws InterruptedException {
    for (int worker = 0; worker < workers; worker++) {
      ready.add(1);
    }
    for (int call = 0; call < calls && now < duration.toNanos(); call++) {
      if (ready.isEmpty()) {
        passTo(underWay.element().nanos());
      }
      ready.remove();
      budget.await(0);
      underWay.add(new Ending(now + latencyNanos.getAsLong(), units.getAsDouble()));
    }
    return this;
  }

  /** Units per second over the whole run. */
  double rate() {
    return consumed.stream().mapToDouble(Consumed::units).sum() * 1e9 / now;
  }

  /** The most units that any window of this length saw. */
  double most(Duration window) {
    double most = 0;
    double sum = 0;
    int first = 0;
    for (Consumed last : consumed) {
      sum += last.units();
      while (consumed.get(first).nanos() < last.nanos() - window.toNanos()) {
        sum -= consumed.get(first++).units();
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  double seconds() {
    return now / 1e9;
  }
}
