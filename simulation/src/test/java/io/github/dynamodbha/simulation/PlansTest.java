package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.FaultRates;
import io.github.dynamodbha.simulation.Plan.Initial;
import io.github.dynamodbha.simulation.Plan.Kind;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the plans of many seeds reach. */
class PlansTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;

  private static List<Action> actions(Kind kind) {
    return LongStream.rangeClosed(1, 1_000)
        .mapToObj(Plans::of)
        .flatMap(plan -> plan.actions().stream())
        .filter(action -> action.kind() == kind)
        .toList();
  }

  @Test
  void clocks_jumpForthAndBack_fromMicrosecondsToAlmostAnHour() {
    List<Action> jumps = actions(Kind.CLOCK_JUMPS);

    assertThat(jumps).anyMatch(jump -> jump.micros() > HOUR / 2);
    assertThat(jumps).anyMatch(jump -> jump.micros() < -HOUR / 2);
    assertThat(jumps).anyMatch(jump -> jump.micros() > 0 && jump.micros() <= 3);
    assertThat(jumps).anyMatch(jump -> jump.micros() < 0 && jump.micros() >= -3);
  }

  @Test
  void regions_areAwayForMillisecondsAndForDays() {
    List<Action> failures = actions(Kind.REGION_FAILS);

    assertThat(failures).anyMatch(failure -> failure.micros() < SECOND / 10);
    for (Mode mode : Mode.values()) {
      assertThat(failures)
          .filteredOn(failure -> failure.mode() == mode && failure.micros() > 24 * HOUR)
          .hasSizeGreaterThanOrEqualTo(mode == Mode.UP ? 0 : 1);
    }
  }

  @Test
  void clocks_whenTheyJump_thenTheyDifferByTheFarthestThatTheyEverWereApart() {
    List<Action> jumps = List.of(jump(1, 0, 100), jump(2, 0, -100), jump(3, 1, -7));
    Plan.Setup setup =
        new Plan.Setup(
            2,
            1,
            false,
            List.of(5L, -5L),
            400,
            Acknowledge.ONE,
            1,
            true,
            true,
            0,
            FaultRates.NONE,
            false,
            false,
            false,
            false,
            1,
            List.of(Initial.ABSENT));

    assertThat(new Plan(1, setup, List.of(), Set.of()).clocksDifferByMicros()).isEqualTo(10);
    assertThat(new Plan(1, setup, jumps, Set.of()).clocksDifferByMicros()).isEqualTo(117);
  }

  private static Action jump(int id, int machine, long micros) {
    return new Action(id, id, Kind.CLOCK_JUMPS, machine, 0, 0, Mode.UP, micros);
  }
}
