package io.github.dynamodbha.sync;

import io.github.dynamodbha.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class UnitBudgetInterleavingsTest {
  @Test
  void budget_whenCallsOverlapInAnyWay_thenAllThatIsConsumedIsPaidFor() {
    Interleavings.assertNoThreadsBreak(Calls.class);
  }

  /** Time passes only while the budget waits. */
  @Param(name = "units", gen = IntGen.class, conf = "1:4")
  public static class Calls {
    private static final double RATE = 2;
    private static final double ROUNDING = 1e-6;

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger consumed = new AtomicInteger();
    private final UnitBudget budget =
        new UnitBudget(
            RATE, 1, now::get, wait -> now.addAndGet(wait.toNanos()), new Cancellation());

    @Operation
    public void call(@Param(name = "units") int units) throws InterruptedException {
      budget.await(0);
      budget.consumed(units);
      consumed.addAndGet(units);
    }

    @Operation
    public void failedCall() throws InterruptedException {
      budget.await(0);
      budget.failed(false);
    }

    /** Who comes last waits until all that was consumed is paid. */
    @Validate
    public void validate() throws InterruptedException {
      budget.await(0);
      double seconds = now.get() / 1e9;
      if (consumed.get() > RATE * seconds + ROUNDING) {
        throw new IllegalStateException(consumed + " units in " + seconds + " s");
      }
    }
  }
}
