package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.systemtests.DivergentTable.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code kill -9} of sync and verify in each of their steps: the same command again ends as if
 * nothing had happened, and reads nothing again but the segments that were in hand.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class KillAndResumeTest {
  private static final String[] OPERATIONS = {"Scan", "BatchGetItem", "PutItem", "DeleteItem"};

  /** One thread, so that a count of requests says where the run is. */
  private static final String[] ONE_THREAD = {"--concurrency", "1"};

  /** The pages of a segment of about 1 MB; a page ends at 1 MB. */
  private static final int MOST_PAGES_IN_HAND = 3;

  private static final int TABLES = 4;
  private static final int KILLS_EACH = 3;

  private final LocalRegions regions;
  @TempDir private Path directory;

  KillAndResumeTest(LocalRegions regions) {
    this.regions = regions;
  }

  /** How many requests of an operation each region got in a run that nothing ended. */
  private record Whole(Result result, List<long[]> requests) {
    int requests(String operation, int region) {
      int index = List.of(OPERATIONS).indexOf(operation);
      return (int) requests.get(region)[index];
    }
  }

  private Whole whole(List<String> kind, boolean poison, String... more) throws Exception {
    try (DivergentTable table = table(poison)) {
      List<long[]> before = List.of(counts(table.region(0)), counts(table.region(1)));
      Result result = table.finish(table.run(kind, more));
      List<long[]> requests = List.of(counts(table.region(0)), counts(table.region(1)));
      for (int region = 0; region < requests.size(); region++) {
        for (int i = 0; i < OPERATIONS.length; i++) {
          requests.get(region)[i] -= before.get(region)[i];
        }
      }
      return new Whole(result, requests);
    }
  }

  private DivergentTable table(boolean poison) throws IOException {
    DivergentTable table = new DivergentTable(regions, directory);
    return poison ? table.withPoison() : table;
  }

  private static long[] counts(LocalRegion region) {
    long[] counts = new long[OPERATIONS.length];
    for (int i = 0; i < OPERATIONS.length; i++) {
      counts[i] = region.requests(OPERATIONS[i]);
    }
    return counts;
  }

  @Test
  void sync_whenKilledInAnyStep_thenTheSameCommandEndsAsIfNothingHadHappened() throws Exception {
    Whole whole = whole(DivergentTable.SYNC, false, ONE_THREAD);
    assertThat(whole.result().exitCode()).isZero();
    assertThat(whole.result().divergences()).hasSize(DivergentTable.DIFFERING);
    assertThat(whole.result().east()).isEqualTo(whole.result().west());
    int scans = whole.requests("Scan", 0);
    int deletions = whole.requests("DeleteItem", 0);
    assertThat(scans).as("segments enough to leave some out").isGreaterThan(MOST_PAGES_IN_HAND);

    List<Kill> kills = new ArrayList<>();
    kills.add(new Kill("Scan", 0, false));
    kills.add(new Kill("Scan", scans / 2, true));
    kills.add(new Kill("BatchGetItem", 2, false));
    kills.add(new Kill("PutItem", 7, false));
    kills.add(new Kill("PutItem", 15, true));
    // The last deletions are those of the tombstones that both regions held from the start.
    kills.add(new Kill("DeleteItem", deletions - 5, false));
    kills.add(new Kill("DeleteItem", deletions - 3, true));
    for (Kill kill : kills) {
      assertEndsAlike(DivergentTable.SYNC, kill, whole);
    }
  }

  @Test
  void verify_whenKilledInAnyStep_thenTheSameCommandEndsAsIfNothingHadHappened() throws Exception {
    Whole whole = whole(DivergentTable.VERIFY, false, ONE_THREAD);
    assertThat(whole.result().exitCode()).isEqualTo(1);
    assertThat(whole.result().divergences()).hasSize(DivergentTable.DIFFERING);
    int scans = whole.requests("Scan", 0);
    int looks = whole.requests("BatchGetItem", 0);

    List<Kill> kills = new ArrayList<>();
    kills.add(new Kill("Scan", scans / 2, false));
    // Half of the reads are the first look, the other half the second.
    kills.add(new Kill("BatchGetItem", looks / 4, false));
    kills.add(new Kill("BatchGetItem", looks / 4 * 3, true));
    for (Kill kill : kills) {
      assertEndsAlike(DivergentTable.VERIFY, kill, whole);
    }
  }

  private void assertEndsAlike(List<String> kind, Kill kill, Whole whole) throws Exception {
    try (DivergentTable table = table(false)) {
      LocalRegion region = table.region(0);
      long before = region.requests("Scan");
      Outcome killed = kill.of(table.run(kind, ONE_THREAD), region);
      assertThat(killed.exitCode()).as("%s: %s", kill, killed).isEqualTo(Kill.KILLED);
      assertThat(table.checkpoint()).as(kill.toString()).isNotEmptyFile();
      boolean scanning = kill.operation().equals("Scan");
      if (!scanning) {
        assertThat(table.spillDirectory()).as(kill.toString()).isNotEmptyDirectory();
      }
      long between = region.requests("Scan");

      assertThat(table.finish(table.run(kind, ONE_THREAD)))
          .as(kill.toString())
          .isEqualTo(whole.result());

      int scans = whole.requests("Scan", 0);
      assertThat(region.requests("Scan") - between)
          .as("pages after %s", kill)
          .isLessThanOrEqualTo(scanning ? scans : 0);
      assertThat(region.requests("Scan") - before)
          .as("pages in all, %s", kill)
          .isLessThanOrEqualTo(scans + (scanning ? MOST_PAGES_IN_HAND : 0));
    }
  }

  @Test
  void sync_whenKilledAgainAndAgainAtRandom_thenTheVerdictIsNoneOfLuck() throws Exception {
    Whole whole = whole(DivergentTable.SYNC, true);
    assertThat(whole.result().exitCode()).isEqualTo(255);
    Random random = new Random(20251119);
    int killed = 0;
    for (int i = 0; i < TABLES; i++) {
      try (DivergentTable table = table(true)) {
        StringBuilder story = new StringBuilder();
        boolean alive = false;
        for (int k = 0; k < KILLS_EACH && !alive; k++) {
          String operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
          int region = random.nextInt(2);
          int after = random.nextInt(whole.requests(operation, region));
          Kill kill = new Kill(operation, after, random.nextBoolean());
          story.append(kill).append(" in ").append(region).append("; ");
          Outcome outcome = kill.of(table.run(DivergentTable.SYNC), table.region(region));
          alive = outcome.exitCode() != Kill.KILLED;
          killed += alive ? 0 : 1;
          assertThat(Files.exists(table.checkpoint())).as("%s%s", story, outcome).isEqualTo(!alive);
        }
        Result result = alive ? table.result(255) : table.finish(table.run(DivergentTable.SYNC));
        assertThat(result).as(story.toString()).isEqualTo(whole.result());
      }
    }
    assertThat(killed).as("the first of each table always strikes").isGreaterThanOrEqualTo(TABLES);
  }

  @Test
  void checkpoint_whenItIsOfAnotherRunOrNone_thenIsRefusedWithTheReasonAndKept() throws Exception {
    try (DivergentTable table = table(false);
        DivergentTable other = table(false)) {
      new Kill("PutItem", 3, false).of(table.run(DivergentTable.SYNC), table.region(0));
      byte[] checkpoint = Files.readAllBytes(table.checkpoint());
      Files.write(other.checkpoint(), checkpoint);
      Set<Map<String, AttributeValue>> west = other.items(1);

      assertRefused(other.run(DivergentTable.SYNC), "belongs to another run: its table in");
      assertRefused(table.run(DivergentTable.VERIFY), "belongs to another run: its kind of run");
      assertThat(Files.readAllBytes(other.checkpoint())).isEqualTo(checkpoint);
      assertThat(other.items(1)).isEqualTo(west);

      Files.writeString(other.checkpoint(), "dynamodb-ha checkpoint 99\nof a later version");
      assertRefused(other.run(DivergentTable.SYNC), "is no checkpoint of this version");
      assertThat(other.checkpoint()).isNotEmptyFile();
      assertThat(table.finish(table.run(DivergentTable.SYNC)).exitCode()).isZero();
    }
  }

  private static void assertRefused(ProcessBuilder run, String reason) {
    Outcome outcome = Processes.run(run, "");
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(253);
    assertThat(outcome.err())
        .contains(reason)
        .containsIgnoringCase("name another file")
        .doesNotContain("\tat ");
  }

  @Test
  void checkpoint_whenAnotherProcessHasIt_thenIsRefusedAndTheOtherGoesOn() throws Exception {
    try (DivergentTable table = table(false)) {
      CountDownLatch underWay = new CountDownLatch(1);
      LocalRegion region = table.region(0);
      region.inject(Fault.hang().onOperation("Scan").onHit(underWay::countDown));
      try (RunningCommand first = new RunningCommand(table.run(DivergentTable.SYNC))) {
        underWay.await();

        Outcome second = Processes.run(table.run(DivergentTable.SYNC), "");

        assertThat(second.exitCode()).as(second.toString()).isEqualTo(253);
        assertThat(second.err()).contains("is in use by another run", "wait for its end");
        region.heal();
        Outcome outcome = first.await();
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(table.items(0)).isEqualTo(table.items(1));
      }
    }
  }
}
