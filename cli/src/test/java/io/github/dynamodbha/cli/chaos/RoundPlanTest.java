package io.github.dynamodbha.cli.chaos;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.chaos.RoundPlan.PlannedFault;
import io.github.dynamodbha.cli.chaos.check.CallKind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlanTest {
  private static final Duration LENGTH = Duration.ofSeconds(20);

  private static RoundPlan plan(long seed, int round) {
    return new RoundPlan(seed, round, LENGTH);
  }

  private static List<PlannedCall> calls(long seed, int... path) {
    CallPlan plan = CallPlan.singles(Seeds.of(seed, path), false, CallPlan.OF_CLIENT);
    return IntStream.range(0, 100).mapToObj(i -> plan.next().get(0)).toList();
  }

  @Test
  void plan_whenOfTheSameSeed_thenIsTheSame() {
    assertThat(plan(7, 3).faults(1)).isEqualTo(plan(7, 3).faults(1));
    assertThat(plan(7, 3).life(2, 4)).isEqualTo(plan(7, 3).life(2, 4));
    assertThat(plan(7, 3).syncLife(5)).isEqualTo(plan(7, 3).syncLife(5));
    assertThat(calls(7, 3, 1)).isEqualTo(calls(7, 3, 1));
  }

  @Test
  void plan_whenOfAnotherSeedRoundOrPart_thenIsAnother() {
    assertThat(plan(7, 3).faults(1))
        .isNotEqualTo(plan(8, 3).faults(1))
        .isNotEqualTo(plan(7, 4).faults(1))
        .isNotEqualTo(plan(7, 3).faults(0));
    assertThat(calls(7, 3, 1)).isNotEqualTo(calls(7, 3, 2)).isNotEqualTo(calls(7, 1, 3));
  }

  @Test
  void faults_followEachOtherWithinTheRound_andAreOfEveryKind() {
    Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
    for (int round = 0; round < 50; round++) {
      Duration last = Duration.ZERO;
      for (PlannedFault fault : plan(1, round).faults(0)) {
        assertThat(fault.start()).isBetween(last, LENGTH);
        assertThat(fault.end()).isBetween(fault.start(), LENGTH);
        last = fault.end();
        kinds.add(fault.kind());
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(FaultKind.values());
  }

  @Test
  void groups_areBatchesOrTransactions_ofDifferentKeys() {
    CallPlan plan = CallPlan.groups(Seeds.of(1), false);
    Set<CallKind> kinds = EnumSet.noneOf(CallKind.class);
    for (int i = 0; i < 500; i++) {
      List<PlannedCall> group = plan.next();
      Set<CallKind> among = group.stream().map(PlannedCall::kind).collect(toSet());
      assertThat(group).hasSizeBetween(1, 4).extracting(PlannedCall::key).doesNotHaveDuplicates();
      assertThat(List.of(CallPlan.OF_BATCHES, CallPlan.OF_TRANSACTIONS))
          .anyMatch(all -> all.containsAll(among));
      kinds.addAll(among);
    }
    assertThat(kinds).containsAll(CallPlan.OF_BATCHES).containsAll(CallPlan.OF_TRANSACTIONS);
  }

  @Test
  void round_whenSyncsPurge_thenClocksAreAlmostRightAndTheGraceIsShorterThanIt() {
    RoundPlan other = RoundPlan.of(1, 0, Duration.ofHours(1));
    RoundPlan purging = RoundPlan.of(1, 1, Duration.ofHours(1));
    List<Duration> skews =
        IntStream.range(0, 200).mapToObj(i -> Skew.draw(Seeds.of(i), true)).sorted().toList();
    Duration apart = skews.get(skews.size() - 1).minus(skews.get(0));

    assertThat(purging.grace())
        .isLessThan(purging.length().dividedBy(2))
        .isGreaterThan(apart.plus(Testbed.TIMEOUT.multipliedBy(2)));
    assertThat(other.grace()).isGreaterThan(other.length());
    assertThat(RoundPlan.of(1, 1, Duration.ofSeconds(3)).length()).hasSeconds(3);
  }

  @Test
  void skew_isFromNoneToHours_fastAndSlow() {
    List<Duration> skews =
        IntStream.range(0, 200).mapToObj(i -> Skew.draw(Seeds.of(i), false)).sorted().toList();

    assertThat(skews).contains(Duration.ZERO);
    assertThat(skews.get(0)).isLessThan(Duration.ofHours(-1));
    assertThat(skews.get(skews.size() - 1)).isBetween(Duration.ofHours(1), Duration.ofHours(3));
  }
}
