package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestItems.unversioned;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That verify proves identity, names what differs, and takes its second look. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class VerifyTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  VerifyTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void verify_whenReplicasAreIdentical_thenSaysSoWithoutASecondLook() {
    try (TestTable table = TestTable.create(regions, 3, HASH)) {
      table.putEverywhere(live("mars", NEW, "red"));
      table.putEverywhere(unversioned("venus", "hot"));
      table.putEverywhere(tombstone("pluto", NEW));
      SyncReport report = table.verify();
      assertThat(report.identical()).isTrue();
      assertThat(report.counts().keysCompared()).isEqualTo(3);
      assertThat(report.counts().inSync()).isEqualTo(3);
      assertThat(report.counts().tombstonesKept()).isEqualTo(1);
      assertThat(table.sleeps()).isEmpty();
    }
  }

  @Test
  void verify_whenReplicasDiffer_thenNamesKeysRegionsAndWinnerAndChangesNothing() {
    try (TestTable table = TestTable.create(regions, 3, HASH)) {
      table.put(0, live("mars", OLD, "red"));
      table.put(1, live("mars", NEW, "rusty"));
      table.putEverywhere(tombstone("pluto", NEW));
      Map<String, ?> before = table.raw(0);
      SyncReport report = table.verify();
      assertThat(report.identical()).isFalse();
      assertThat(report.complete()).isTrue();
      assertThat(report.divergences())
          .singleElement()
          .satisfies(
              divergence -> {
                assertThat(divergence.kind()).isEqualTo(Divergence.Kind.STALE);
                assertThat(divergence.affected())
                    .containsExactly(
                        Map.entry("us-east-1", Divergence.Kind.STALE),
                        Map.entry("eu-west-1", Divergence.Kind.MISSING));
                assertThat(divergence.winnerRegion()).isEqualTo("us-west-1");
                assertThat(divergence.winnerVersion()).hasToString(NEW);
              });
      assertThat(table.sleeps()).containsExactly(Duration.ofSeconds(2));
      assertThat(table.raw(0)).isEqualTo(before);
      assertThat(table.raw(2)).containsOnlyKeys("pluto");
    }
  }

  @Test
  void verify_whenAWriteReachesTheOtherRegionsInTime_thenItIsNoDifference() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "red"), tombstone("pluto", NEW));
      table.put(1, live("pluto", OLD, "cold"));
      table.onSleep(duration -> table.put(1, live("mars", NEW, "red"), tombstone("pluto", NEW)));
      SyncReport report = table.verify();
      assertThat(report.identical()).isTrue();
      assertThat(report.counts().inSync()).isEqualTo(2);
    }
  }

  @Test
  void verify_whenReplicasMovedPastTheFirstWinnerAndDifferAgain_thenIsNotReported() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", OLD + ".000002Z~00000001", "b"));
      table.put(1, live("mars", OLD + ".000001Z~00000001", "a"));
      table.onSleep(
          duration -> {
            table.put(0, live("mars", OLD + ".000009Z~00000001", "d"));
            table.put(1, live("mars", OLD + ".000008Z~00000001", "c"));
          });
      SyncReport report = table.verify();
      assertThat(report.identical()).isTrue();
      assertThat(report.counts().changedDuringRun()).isEqualTo(1);
    }
  }

  @Test
  void verify_whenOneReplicaMovedOnButOtherStillLacksTheFirstWinner_thenIsReported() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "red"));
      table.put(1, live("mars", OLD, "pale"));
      table.onSleep(duration -> table.put(0, live("mars", "2026-11-22T10:46:23", "rusty")));
      assertThat(table.verify().counts().stale()).isEqualTo(1);
    }
  }
}
