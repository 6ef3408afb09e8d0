package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies and refusals of the limits. */
class SyncLimitsTest {
  private static final SyncLimits LIMITS = new SyncLimits(1, 2, 3, 1 << 16);

  @Test
  void with_changesThatValueOnly() {
    assertThat(LIMITS.withMaxReadUnits(9)).isEqualTo(new SyncLimits(9, 2, 3, 1 << 16));
    assertThat(LIMITS.withMaxWriteUnits(9)).isEqualTo(new SyncLimits(1, 9, 3, 1 << 16));
    assertThat(LIMITS.withMaxCostUsd(0)).isEqualTo(new SyncLimits(1, 2, 0, 1 << 16));
    assertThat(LIMITS.withMemoryBytes(1 << 20)).isEqualTo(new SyncLimits(1, 2, 3, 1 << 20));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void units_whenNotAboveZero_thenAreRefused(double units) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIMITS.withMaxReadUnits(units))
        .withMessageContaining("maxReadUnits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIMITS.withMaxWriteUnits(units))
        .withMessageContaining("maxWriteUnits");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, Double.NaN})
  void cost_whenBelowZero_thenIsRefused(double usd) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIMITS.withMaxCostUsd(usd))
        .withMessageContaining("maxCostUsd");
  }

  @Test
  void memory_whenTooLittle_thenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LIMITS.withMemoryBytes((1 << 16) - 1))
        .withMessageContaining("memoryBytes must be 65536 or more");
  }
}
