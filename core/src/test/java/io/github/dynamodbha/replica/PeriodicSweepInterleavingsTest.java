package io.github.dynamodbha.replica;

import io.github.dynamodbha.Interleavings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class PeriodicSweepInterleavingsTest {
  @Test
  void sweep_whenCallsAreAddedWhileItStops_thenForgetsNone() {
    Interleavings.assertNoneBreaks(Sweeps.class);
  }

  public static class Sweeps {
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Runnable> periods = new ConcurrentLinkedQueue<>();
    private final PeriodicSweep sweep =
        new PeriodicSweep(periods::add, () -> waiting.get() > 0, () -> waiting.set(0));

    @Operation
    public void add() {
      waiting.incrementAndGet();
      boolean unused = sweep.wake();
    }

    @Operation
    public void periodPasses() {
      Runnable period = periods.poll();
      if (period != null) {
        period.run();
      }
    }

    @Validate
    public void validate() {
      if (periods.size() > 1) {
        throw new IllegalStateException("More than one sweep is under way");
      }
      if (waiting.get() > 0 && periods.isEmpty()) {
        throw new IllegalStateException("A call waits, and no sweep will come");
      }
    }
  }
}
