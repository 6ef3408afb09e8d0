package io.github.dynamodbha.replica;

import static io.github.dynamodbha.replica.Operation.GET_ITEM;

import io.github.dynamodbha.Interleavings;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class SilenceWatchInterleavingsTest {
  @Test
  void silence_whenAnAnswerComesAfterEverySweep_thenIsNotSeen() {
    Interleavings.assertNoSteppedOneBreaks(AnsweredCalls.class);
  }

  /**
   * Calls hang from before the limit, but each period one is answered, as its sweep looks or around
   * it; so the time without an answer is two periods at most.
   */
  public static class AnsweredCalls {
    private static final int HANGING = SilenceWatch.MIN_SILENT_CALLS;

    private final AtomicLong now = new AtomicLong();
    private final Queue<Runnable> sweeps = new ConcurrentLinkedQueue<>();
    private final Breaker breaker = new Breaker(now::get, NoJitter.INSTANCE, (state, last) -> {});
    private final SilenceWatch watch =
        new SilenceWatch(now::get, breaker, breaker, operation -> -1, sweeps::add, Runnable::run);

    public AnsweredCalls() {
      for (int call = 0; call < HANGING; call++) {
        watch.started(GET_ITEM);
      }
      answered();
      for (int period = 0; period < 25; period++) {
        answered();
        periodPasses();
      }
    }

    @Operation
    public void answered() {
      watch.ended(watch.started(GET_ITEM), true);
    }

    @Operation(nonParallelGroup = "timer")
    public void periodPasses() {
      watch.ended(watch.started(GET_ITEM), true);
      now.addAndGet(SilenceWatch.PERIOD.toNanos());
      Runnable sweep = sweeps.poll();
      if (sweep != null) {
        sweep.run();
      }
    }

    @Validate
    public void validate() {
      if (breaker.isSuspended()) {
        throw new IllegalStateException("The region was left out while it answered");
      }
    }
  }
}
