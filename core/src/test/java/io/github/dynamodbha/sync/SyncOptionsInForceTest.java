package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestItems.unversioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What each option does to a run: dry run, grace, preference, samples, listener; and expiry. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncOptionsInForceTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncOptionsInForceTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void dryRun_thenReportsWhatSyncWouldDoAndWritesNothing() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("a", NEW, "new"), tombstone("gone", NEW), tombstone("both", OLD));
      table.put(1, live("a", OLD, "old"), live("b", NEW, "new"), tombstone("both", OLD));
      Map<String, ?> east = table.raw(0);
      Map<String, ?> west = table.raw(1);
      SyncReport dry = table.sync(SyncOptions.builder().dryRun(true).build());
      assertThat(table.raw(0)).isEqualTo(east);
      assertThat(table.raw(1)).isEqualTo(west);
      assertThat(dry.mode()).isEqualTo(SyncReport.Mode.DRY_RUN);
      assertThat(dry.replicas()).allMatch(replica -> replica.writeUnits() == 0);
      assertThat(dry.counts()).isEqualTo(table.sync().counts());
      assertThat(dry.counts().repaired()).isEqualTo(3);
      assertThat(dry.counts().purged()).isEqualTo(2);
    }
  }

  @Test
  void grace_whenTombstoneIsYounger_thenIsRepairedAndKept() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, tombstone("young", NEW), tombstone("old", OLD));
      table.put(1, live("young", OLD, "x"), tombstone("old", OLD));
      table.put(0, Map.of("id", s("ageless"), "deleted", n(1)));
      table.put(1, Map.of("id", s("ageless"), "deleted", n(1)));
      table.at(Instant.parse("2026-11-22T11:46:22Z"));
      SyncReport report =
          table.sync(SyncOptions.builder().tombstoneGrace(Duration.ofHours(1)).build());
      assertThat(report.counts().tombstonesKept()).isEqualTo(2);
      assertThat(report.counts().purged()).isEqualTo(1);
      table.assertAllHold(tombstone("young", NEW), Map.of("id", s("ageless"), "deleted", n(1)));
      assertThat(table.sync().counts().purged()).isEqualTo(2);
      table.assertAllHold();
    }
  }

  @Test
  void conflict_whenNoCopyHasAVersion_thenIsReportedAndLeftAlone() {
    try (TestTable table = TestTable.create(regions, 3, TestTable.HASH)) {
      table.put(0, unversioned("mars", "red"));
      table.put(1, unversioned("mars", "rusty"));
      SyncReport report = table.sync();
      assertThat(report.counts().conflicting()).isEqualTo(1);
      assertThat(report.counts().unresolved()).isEqualTo(1);
      assertThat(report.counts().repaired()).isZero();
      assertThat(report.complete()).isTrue();
      assertThat(report.identical()).isFalse();
      assertThat(report.divergences().get(0).winnerRegion()).isNull();
      assertThat(table.raw(0, "mars")).isEqualTo(unversioned("mars", "red"));
      assertThat(table.raw(1, "mars")).isEqualTo(unversioned("mars", "rusty"));
      assertThat(table.raw(2)).isEmpty();

      SyncOptions prefer = SyncOptions.builder().preferRegion(table.region(1)).build();
      assertThat(table.sync(prefer).counts().repaired()).isEqualTo(1);
      table.assertAllHold(unversioned("mars", "rusty"));
    }
  }

  @Test
  void preferRegion_whenItIsNoRegionOfTheTable_thenIsRefused() {
    try (TestTable table = TestTable.create(regions)) {
      SyncOptions prefer = SyncOptions.builder().preferRegion("mars-north-1").build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> table.sync(prefer))
          .withMessageContaining("mars-north-1")
          .withMessageContaining(table.region(0));
    }
  }

  @Test
  void expiredItems_thenCountAsAbsentEverywhere() {
    try (TestTable table = TestTable.create(regions)) {
      // Expired by the run's clock, not by the server's, which might remove the items.
      Instant soon = Instant.now().plus(Duration.ofDays(1));
      table.at(soon.plus(Duration.ofDays(1)));
      // One region's setting is enough: it is the one that will remove them.
      table
          .client(1)
          .updateTimeToLive(
              u ->
                  u.tableName(TestTable.NAME)
                      .timeToLiveSpecification(t -> t.enabled(true).attributeName("expires")));
      Map<String, AttributeValue> older = live("replaced", OLD, "live");
      Map<String, AttributeValue> newer = expiring("replaced", NEW, soon);
      table.put(0, expiring("gone", NEW, soon), older, expiring("revived", OLD, soon));
      table.put(1, newer, live("revived", NEW, "live"));
      SyncReport report = table.sync();
      assertThat(report.counts().differing()).isEqualTo(2);
      assertThat(report.counts().repaired()).isEqualTo(2);
      assertThat(table.raw(1, "gone")).isEmpty();
      assertThat(table.raw(0, "replaced")).isEqualTo(newer);
      assertThat(table.raw(0, "revived")).isEqualTo(live("revived", NEW, "live"));
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void samples_whenThereAreMore_thenAreBoundedWhileCountsAndListenerHaveAll() {
    try (TestTable table = TestTable.create(regions)) {
      for (int i = 0; i < 7; i++) {
        table.put(0, live("item" + i, NEW, "x"));
      }
      List<Divergence> heard = new ArrayList<>();
      List<SyncProgress> progress = new ArrayList<>();
      List<SyncPlan> plans = new ArrayList<>();
      SyncListener listener =
          new SyncListener() {
            @Override
            public void onPlan(SyncPlan plan) {
              plans.add(plan);
            }

            @Override
            public void onProgress(SyncProgress now) {
              progress.add(now);
            }

            @Override
            public void onDivergence(Divergence divergence) {
              heard.add(divergence);
            }
          };
      SyncReport report =
          table.sync(SyncOptions.builder().maxSampleKeys(3).listener(listener).build());
      assertThat(report.divergences()).hasSize(3);
      assertThat(report.counts().missing()).isEqualTo(7);
      assertThat(heard).hasSize(7).containsAll(report.divergences());
      assertThat(plans).singleElement().satisfies(p -> assertThat(p.replicas()).hasSize(2));
      SyncProgress last = progress.get(progress.size() - 1);
      assertThat(last.phase()).isEqualTo(SyncProgress.Phase.DONE);
      assertThat(last.candidates()).isEqualTo(7);
      assertThat(last.confirmed()).isEqualTo(7);
      assertThat(last.counts()).isEqualTo(report.counts());
      assertThat(last.replicas().get(0).scannedItems()).isEqualTo(7);
      assertThat(progress.get(0).phase()).isEqualTo(SyncProgress.Phase.SCAN);
    }
  }

  @Test
  void listener_whenItThrows_thenRunStopsWithItsException() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", NEW, "x"));
      SyncListener broken =
          new SyncListener() {
            @Override
            public void onDivergence(Divergence divergence) {
              throw new UnsupportedOperationException("broken listener");
            }
          };
      assertThatExceptionOfType(UnsupportedOperationException.class)
          .isThrownBy(() -> table.sync(SyncOptions.builder().listener(broken).build()))
          .withMessage("broken listener");
    }
  }

  private static Map<String, AttributeValue> expiring(String id, String stamp, Instant when) {
    Map<String, AttributeValue> item = new HashMap<>(live(id, stamp, "expiring"));
    item.put("expires", n(when.getEpochSecond()));
    return item;
  }
}
