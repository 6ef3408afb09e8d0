package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTablesTest {
  private static final List<String> PLANETS = List.of("planets");

  private long now;
  private final List<String> warnings = new ArrayList<>();
  private final MissingTables missing = new MissingTables(() -> now, warnings::add);

  @Test
  void table_thatOneRegionLacks_isWarnedOfWithTheCure() {
    missing.answered(PLANETS, List.of("us-east-1"), "us-west-1");

    assertThat(warnings).hasSize(1);
    assertThat(warnings.get(0))
        .contains("Region us-east-1 has no table planets, while region us-west-1 has")
        .contains("Create the replica");
  }

  @Test
  void warning_comesAgainAfterAMinuteAndNotBefore() {
    for (int call = 0; call < 1000; call++) {
      missing.answered(PLANETS, List.of("us-east-1"), "us-west-1");
    }
    assertThat(warnings).hasSize(1);

    now += MissingTables.REPEAT_AFTER.toNanos();
    missing.answered(PLANETS, List.of("us-east-1"), "us-west-1");

    assertThat(warnings).hasSize(2);
  }

  @Test
  void warning_ofOneTable_holdsBackNoOther() {
    missing.answered(PLANETS, List.of("us-east-1"), "us-west-1");
    missing.answered(List.of("moons"), List.of("us-east-1", "eu-west-1"), "us-west-1");

    assertThat(warnings).hasSize(3);
  }
}
