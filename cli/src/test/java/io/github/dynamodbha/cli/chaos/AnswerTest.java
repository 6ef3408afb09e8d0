package io.github.dynamodbha.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.chaos.check.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
  @Test
  void acknowledged_whenNoRegionHasAllOfABatch_thenIsStillAcknowledged() {
    assertThat(Answer.acknowledged(List.of()).outcome()).isEqualTo(Outcome.ACKNOWLEDGED);
  }

  @Test
  void stored_whenNoRegionStoredIt_thenThereWasNothingToChange() {
    assertThat(Answer.stored("", List.of()).outcome()).isEqualTo(Outcome.UNCHANGED);
  }
}
