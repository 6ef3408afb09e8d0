package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class HedgeTimerInterleavingsTest {
  @Test
  void timer_whenCallsComeAndGoWhileItLooks_thenTellsEachOnceAndForgetsNone() {
    Interleavings.assertNoThreadsBreak(Calls.class);
  }

  /** All calls are due at once. */
  @Param(name = "call", gen = IntGen.class, conf = "0:1")
  public static class Calls {
    private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
    private final HedgeTimer timer = new HedgeTimer(() -> 0, sweeps::add, Runnable::run);
    private final List<Call> calls = List.of(new Call(), new Call());

    private static final class Call extends HedgeTimer.Watched {
      private final AtomicInteger watched = new AtomicInteger();
      private final AtomicInteger ended = new AtomicInteger();

      Call() {
        super(0);
      }

      @Override
      void due() {
        ended.incrementAndGet();
      }
    }

    /** As in a race, a call is watched again only once it was told. */
    @Operation
    public void watch(@Param(name = "call") int number) {
      Call call = calls.get(number);
      int before = call.watched.get();
      if (before == call.ended.get() && call.watched.compareAndSet(before, before + 1)) {
        timer.watch(call);
      }
    }

    @Operation
    public void periodPasses() {
      Runnable sweep = sweeps.poll();
      if (sweep != null) {
        sweep.run();
      }
    }

    @Validate
    public void validate() {
      for (Call call : calls) {
        int open = call.watched.get() - call.ended.get();
        if (open < 0) {
          throw new IllegalStateException("A call was told more often than it was watched");
        }
        if (open > 0 && sweeps.isEmpty()) {
          throw new IllegalStateException("A call waits, and no sweep will come");
        }
      }
    }
  }
}
