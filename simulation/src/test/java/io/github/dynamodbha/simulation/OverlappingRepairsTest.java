package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.FaultRates;
import io.github.dynamodbha.simulation.Plan.Initial;
import io.github.dynamodbha.simulation.Plan.Kind;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several syncs at once, and read repairs beside them, over deletions that some regions had missed:
 * what one of them has read of one region may be older than what it reads of the next, from which
 * another one has just purged the tombstone.
 */
class OverlappingRepairsTest {
  private static final int HISTORIES = 400;
  private static final Initial[] DELETED = {Initial.MISSED_DELETION, Initial.DELETED_IN_FIRST};
  private static final FaultRates SLOW = new FaultRates(0, 0, 0, 0, 0, 150, 0, 0);

  @TempDir private Path spill;

  @Test
  void repairs_whenTheyOverlap_thenNothingDeletedReturns() {
    for (long seed = 1; seed <= HISTORIES; seed++) {
      Plan plan = plan(seed);

      assertThat(Simulation.run(plan, Set.of(), spill, false).violations())
          .as("history %s", seed)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ_AGAIN", "REPLACE_OLDER"})
  void repairs_whenAGuardOfTheirsIsOff_thenADeletedItemReturns(Guard guard) {
    Set<String> broken = new TreeSet<>();
    for (long seed = 1; seed <= HISTORIES && broken.isEmpty(); seed++) {
      Simulation.run(plan(seed), Set.of(guard), spill, false)
          .violations()
          .forEach(violation -> broken.add(violation.property()));
    }

    assertThat(broken).containsExactly(Properties.NOTHING_RETURNS);
  }

  private static Plan plan(long seed) {
    SplittableRandom random = new SplittableRandom(Seeds.mix(seed, 0));
    int regions = 2 + random.nextInt(2);
    int keys = 1 + random.nextInt(3);
    List<Initial> initial = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      initial.add(DELETED[random.nextInt(DELETED.length)]);
    }
    Plan.Setup setup =
        new Plan.Setup(
            regions,
            keys,
            false,
            List.of(0L, 0L),
            400,
            Acknowledge.ONE,
            2,
            true,
            true,
            0,
            random.nextBoolean() ? SLOW : FaultRates.NONE,
            false,
            false,
            false,
            false,
            1,
            initial);
    List<Action> actions = new ArrayList<>();
    int count = 2 + random.nextInt(8);
    for (int id = 1; id <= count; id++) {
      Kind kind = id <= 2 || random.nextInt(4) == 0 ? Kind.SYNC : Kind.GET;
      actions.add(
          new Action(
              id, random.nextLong(60_000), kind, 0, random.nextInt(keys), 0, Mode.REFUSED, 1));
    }
    return new Plan(seed, setup, actions, Set.of());
  }
}
