package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepTest {
  @ParameterizedTest
  @EnumSource
  void of_findsWhatACheckpointNames(Step step) {
    assertThat(Step.of(step.number())).isEqualTo(step);
  }

  @Test
  void of_whenThereIsNone_thenSaysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of(4))
        .withMessage("There is no step 4");
  }
}
