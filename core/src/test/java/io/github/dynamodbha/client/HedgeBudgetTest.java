package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HedgeBudgetTest {
  @Test
  void budget_atTheStart_allowsABurst() {
    HedgeBudget budget = new HedgeBudget(0.05);

    assertThat(taken(budget, 100)).isEqualTo(10);
  }

  @Test
  void budget_overManyCalls_allowsItsShareAndNoMore() {
    HedgeBudget budget = new HedgeBudget(0.05);
    int taken = 0;
    for (int call = 0; call < 10_000; call++) {
      budget.earn();
      taken += budget.take() ? 1 : 0;
    }

    assertThat(taken).isBetween(500, 510);
  }

  @Test
  void budget_whenNothingIsTaken_savesNoMoreThanABurst() {
    HedgeBudget budget = new HedgeBudget(1);
    for (int call = 0; call < 1000; call++) {
      budget.earn();
    }

    assertThat(taken(budget, 100)).isEqualTo(10);
  }

  private static int taken(HedgeBudget budget, int tries) {
    int taken = 0;
    for (int attempt = 0; attempt < tries; attempt++) {
      taken += budget.take() ? 1 : 0;
    }
    return taken;
  }
}
