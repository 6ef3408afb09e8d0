package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.Interleavings;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class MemoryBudgetInterleavingsTest {
  @Test
  void budget_whenThreadsTakeAndGive_thenIsAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Taking.class);
  }

  /** The peak is raised a moment later, so it is looked at when all is quiet. */
  @Param(name = "bytes", gen = IntGen.class, conf = "1:3")
  public static class Taking {
    private static final long LIMIT = 5;

    private final MemoryBudget budget = new MemoryBudget(LIMIT);

    @Operation
    public boolean take(@Param(name = "bytes") int bytes) {
      return budget.take(bytes);
    }

    @Operation
    public boolean has(@Param(name = "bytes") int bytes) {
      return budget.has(bytes);
    }

    /** Two of these could give more than was taken. */
    @Operation(nonParallelGroup = "giver")
    public boolean giveOne() {
      boolean held = budget.held() > 0;
      if (held) {
        budget.give(1);
      }
      return held;
    }

    @Operation
    public long held() {
      return budget.held();
    }

    @Validate
    public void validate() {
      if (budget.held() > LIMIT || budget.peak() > LIMIT || budget.peak() < budget.held()) {
        throw new IllegalStateException(budget.held() + " held, at most " + budget.peak());
      }
    }
  }
}
