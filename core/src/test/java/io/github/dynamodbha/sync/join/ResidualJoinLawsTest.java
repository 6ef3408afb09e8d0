package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.sync.join.Copies.Copy;
import io.github.dynamodbha.sync.join.Copies.Keys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The join against a plain map, over random histories, orders and budgets. */
class ResidualJoinLawsTest {
  private static final int CASES = 40;
  private static final long AMPLE = 64 << 20;
  private static final List<Long> BUDGETS =
      List.of(4L << 10, 5_000L, 16L << 10, 100_000L, 300_000L, AMPLE);

  @TempDir Path parent;

  @ParameterizedTest
  @EnumSource(Keys.class)
  void join_whateverTheOrderAndTheBudget_saysWhatAPlainMapSays(Keys keys) {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      for (int seed = 0; seed < CASES; seed++) {
        Random random = new Random(seed);
        int replicas = 2 + random.nextInt(4);
        List<Copy> copies = Copies.history(random, replicas, random.nextInt(400), keys);
        JoinOutcome expected = JoinOutcome.plain(replicas, copies);
        for (long budget : List.of(BUDGETS.get(seed % (BUDGETS.size() - 1)), AMPLE)) {
          Collections.shuffle(copies, random);
          assertThat(
                  JoinOutcome.of(
                      replicas, budget, directory, join -> copies.forEach(c -> c.addTo(join))))
              .as("seed %d, %s, budget %d", seed, keys, budget)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void join_whenKeysComeAgainAfterTheyMatched_thenDiskSaysWhatMemorySays(Keys keys) {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      for (int seed = 0; seed < CASES; seed++) {
        Random random = new Random(seed);
        int replicas = 2 + random.nextInt(2);
        List<Copy> copies = Copies.history(random, replicas, random.nextInt(300), keys);
        copies.addAll(copies.subList(0, copies.size() / 2));
        Collections.shuffle(copies, random);
        JoinOutcome expected = JoinOutcome.plain(replicas, copies);
        for (long budget : List.of(BUDGETS.get(seed % (BUDGETS.size() - 1)), AMPLE)) {
          assertThat(
                  JoinOutcome.of(
                      replicas, budget, directory, join -> copies.forEach(c -> c.addTo(join))))
              .as("seed %d, %s, budget %d", seed, keys, budget)
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void join_whenThreadsAddAtOnce_thenLosesNothing() {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      for (long budget : BUDGETS) {
        Random random = new Random(budget);
        List<Copy> copies = Copies.history(random, 3, 5_000, Keys.RANDOM);
        Collections.shuffle(copies, random);
        JoinOutcome expected = JoinOutcome.plain(3, copies);
        assertThat(
                JoinOutcome.of(
                    3,
                    budget,
                    directory,
                    join -> copies.parallelStream().forEach(copy -> copy.addTo(join))))
            .as("budget %d", budget)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void levels_whenSegmentsAreHandedOverAtAnyTime_thenSayWhatAPlainMapSays() {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      for (int seed = 0; seed < CASES; seed++) {
        Random random = new Random(seed);
        int replicas = 2 + random.nextInt(4);
        List<Copy> copies = Copies.singles(random, replicas, random.nextInt(900), Keys.RANDOM);
        List<Integer> matchedBefore = new ArrayList<>();
        JoinOutcome outcome =
            JoinOutcome.of(
                replicas,
                20_000,
                directory,
                join -> twoLevels(random, replicas, copies, join, matchedBefore));
        JoinOutcome expected = JoinOutcome.plain(replicas, copies);
        assertThat(outcome.candidates().stream().map(h -> h.key()).toList())
            .as("seed %d", seed)
            .isEqualTo(expected.candidates().stream().map(h -> h.key()).toList());
        assertThat(outcome.candidates().stream().map(h -> h.shown()).toList())
            .isEqualTo(expected.candidates().stream().map(h -> h.shown()).toList());
        assertThat(matchedBefore.size() + sum(outcome)).isEqualTo(sum(expected));
      }
    }
  }

  private static int sum(JoinOutcome outcome) {
    return outcome.matched().values().stream().mapToInt(Integer::intValue).sum();
  }

  private static void twoLevels(
      Random random, int replicas, List<Copy> copies, ResidualJoin join, List<Integer> matched) {
    SegmentTable table = new SegmentTable(replicas);
    Collections.shuffle(copies, random);
    int segment = 0;
    for (Copy copy : copies) {
      if (copy.addTo(table)) {
        matched.add(segment);
      }
      if (random.nextInt(50) == 0) {
        handOver(table, join, segment++);
      }
    }
    handOver(table, join, segment);
  }

  private static void handOver(SegmentTable table, ResidualJoin join, int segment) {
    table.forEach(
        (keyHigh, keyLow, high, low, mask, differs, flags, payload, offset, length) ->
            join.add(
                keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset,
                length));
    table.clear();
  }
}
