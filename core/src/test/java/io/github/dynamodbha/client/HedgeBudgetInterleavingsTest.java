package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class HedgeBudgetInterleavingsTest {
  @Test
  void budget_whenThreadsEarnAndTake_thenIsAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Hedges.class);
  }

  /** Two calls earn a hedge; two hedges are left at the start. */
  public static class Hedges {
    private final HedgeBudget budget = new HedgeBudget(0.5);

    public Hedges() {
      for (int hedge = 0; hedge < 8; hedge++) {
        budget.take();
      }
    }

    @Operation
    public void earn() {
      budget.earn();
    }

    @Operation
    public boolean take() {
      return budget.take();
    }
  }
}
