package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that end in the middle and are run again with their checkpoint. The death is an error thrown
 * where a step begins its work, so that every place is tried and none by luck; that a process which
 * is killed leaves the same file is shown by the system tests.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class SyncResumeTest {
  private static final int GROUPS = 200;
  private static final int ALL = 1 << 20;

  /**
   * A run ends at so many points of each kind; {@link ScriptedResumeTest} takes every other one.
   */
  private static final int POINTS = 4;

  private final LocalRegions regions;
  @TempDir private Path directory;
  private Path checkpoint;

  SyncResumeTest(LocalRegions regions) {
    this.regions = regions;
  }

  @BeforeEach
  void name() {
    checkpoint = directory.resolve("checkpoint");
  }

  private static PageSource.Factory dying(Death death, Set<String> asked) {
    return (items, attributes) -> {
      PageSource real = PageSource.of(items, attributes);
      return (segment, segments, start) -> {
        death.strike();
        asked.add(items.region() + "/" + segment);
        return real.page(segment, segments, start);
      };
    };
  }

  /** Dies at a divergence that was told of. */
  private static SyncListener dyingListener(Death death, Set<Divergence> told) {
    return new SyncListener() {
      @Override
      public void onDivergence(Divergence divergence) {
        told.add(divergence);
        death.strike();
      }
    };
  }

  private SyncOptions.Builder options() {
    return SyncOptions.builder().checkpoint(checkpoint).maxSampleKeys(ALL).concurrency(2);
  }

  @Test
  void sync_whenKilledAtAnyPage_thenGoesOnAndReadsNoCompletedSegmentAgain() {
    SyncReport whole = wholeSync();
    int pages = 2 * whole.segments();
    for (int kill = 1; kill < pages; kill += 1 + pages / POINTS) {
      try (TestTable table = TestTable.create(regions)) {
        Divergent.fill(table, GROUPS);
        Set<String> first = ConcurrentHashMap.newKeySet();
        table.pages(dying(new Death(kill), first));
        assertThatThrownBy(() -> table.sync(options().build())).isInstanceOf(Death.Killed.class);

        Set<String> second = ConcurrentHashMap.newKeySet();
        SyncReport report = table.pages(dying(Death.never(), second)).sync(options().build());

        assertEqualResult(report, whole, "killed at page " + kill);
        assertThat(checkpoint).doesNotExist();
        first.retainAll(second);
        // Two threads had a segment of two regions in hand each.
        assertThat(first).as("read twice, killed at page %d", kill).hasSizeLessThanOrEqualTo(4);
        assertThat(table.pages(PageSource::of).verify().identical()).isTrue();
      }
    }
  }

  @Test
  void sync_whenKilledAtAnyRepair_thenGoesOnAndReportsEachDivergenceOnce() {
    SyncReport whole = wholeSync();
    int divergences = (int) whole.counts().differing();
    for (int kill = 1; kill <= divergences; kill += divergences / POINTS) {
      try (TestTable table = TestTable.create(regions)) {
        Divergent.fill(table, GROUPS);
        SyncOptions dying =
            options().listener(dyingListener(new Death(kill), new HashSet<>())).build();
        assertThatThrownBy(() -> table.sync(dying)).isInstanceOf(Death.Killed.class);

        Set<Divergence> told = new HashSet<>();
        Set<String> asked = ConcurrentHashMap.newKeySet();
        SyncOptions second = options().listener(dyingListener(Death.never(), told)).build();
        SyncReport report = table.pages(dying(Death.never(), asked)).sync(second);

        assertEqualResult(report, whole, "killed at divergence " + kill);
        assertThat(told).as("killed at divergence %d", kill).hasSize(divergences);
        assertThat(asked).as("no segment is read again").isEmpty();
        assertThat(table.pages(PageSource::of).verify().identical()).isTrue();
      }
    }
  }

  @Test
  void verify_whenKilledBetweenItsLooks_thenGoesOnWithTheSecond() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      SyncReport whole = table.reconciler().verify(options().checkpoint(null).build());
      table.onSleep(
          duration -> {
            throw new Death.Killed();
          });
      assertThatThrownBy(() -> table.reconciler().verify(options().build()))
          .isInstanceOf(Death.Killed.class);

      Set<String> asked = ConcurrentHashMap.newKeySet();
      table.onSleep(duration -> {}).pages(dying(Death.never(), asked));
      SyncReport report = table.reconciler().verify(options().build());

      assertEqualResult(report, whole, "killed between the looks");
      assertThat(asked).isEmpty();
      assertThat(report.replicas().get(0).readUnits())
          .as("the parts' units add up")
          .isGreaterThanOrEqualTo(whole.replicas().get(0).readUnits());
    }
  }

  @Test
  void sync_whenKilledTwiceInOneStep_thenStillGoesOn() {
    SyncReport whole = wholeSync();
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      for (int part = 0; part < 4; part++) {
        // Divergences that earlier parts told of are told again, so a later death must come later.
        Death death = new Death((part + 1) * (int) whole.counts().differing() / 5);
        SyncOptions options = options().listener(dyingListener(death, new HashSet<>())).build();
        assertThatThrownBy(() -> table.sync(options)).isInstanceOf(Death.Killed.class);
      }
      assertEqualResult(table.sync(options().build()), whole, "killed four times");
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void sync_whenTombstonesComeOfAgeBetweenItsParts_thenPurgesThoseThatWereOldAtItsStart() {
    try (TestTable table = TestTable.create(regions)) {
      int each = 100;
      for (int i = 0; i < each; i++) {
        table.putEverywhere(tombstone("old" + i, "2026-11-22T10:46:21"));
        table.putEverywhere(tombstone("young" + i, "2026-11-30T23:01:00"));
      }
      // So little memory that the scanning threads leave everything to the join of the whole run.
      SyncOptions options =
          options()
              .tombstoneGrace(Duration.ofHours(1))
              .limits(SyncLimits.DEFAULT.withMemoryBytes(1 << 16))
              .spillDirectory(directory)
              .build();
      SyncOptions dying = options.toBuilder().listener(dyingAtPurge(each / 2)).build();
      assertThatThrownBy(() -> table.sync(dying)).isInstanceOf(Death.Killed.class);

      SyncReport report = table.at(TestTable.NOW.plusSeconds(3600)).sync(options);

      assertThat(report.counts().purged()).isEqualTo(each);
      assertThat(report.counts().tombstonesKept()).isEqualTo(each);
      assertThat(table.raw(0)).hasSize(each).isEqualTo(table.raw(1));
      assertThat(table.sync(options).counts().purged()).isEqualTo(each);
    }
  }

  /** Dies when so many tombstones are gone. */
  private static SyncListener dyingAtPurge(int purged) {
    return new SyncListener() {
      @Override
      public void onProgress(SyncProgress progress) {
        if (progress.counts().purged() >= purged) {
          throw new Death.Killed();
        }
      }
    };
  }

  @Test
  void verify_whenKilledInItsSecondLook_thenStillReportsWhatCannotBeCompared() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, Map.of("id", s("poison"), "last_updated", n(1)));
      SyncReport whole = table.reconciler().verify(options().checkpoint(null).build());
      assertThat(whole.counts().skipped()).isEqualTo(1);
      SyncOptions dying = options().listener(dyingListener(new Death(1), new HashSet<>())).build();
      assertThatThrownBy(() -> table.reconciler().verify(dying)).isInstanceOf(Death.Killed.class);

      SyncReport report = table.reconciler().verify(options().build());

      assertEqualResult(report, whole, "killed in the second look");
      assertThat(report.complete()).isFalse();
    }
  }

  @Test
  void checkpoint_whenItIsOfAnotherTableOrAnotherKindOfRun_thenIsRefusedAndKept() {
    try (TestTable table = TestTable.create(regions);
        TestTable other = TestTable.create(regions, 2, TestTable.COMPOSITE)) {
      Divergent.fill(table, 1);
      table.pages(dying(new Death(1), new HashSet<>()));
      assertThatThrownBy(() -> table.sync(options().build())).isInstanceOf(Death.Killed.class);
      table.pages(PageSource::of);

      assertThatThrownBy(() -> table.reconciler().verify(options().build()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("belongs to another run")
          .hasMessageContaining("kind of run");
      assertThatThrownBy(() -> other.sync(options().build()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("belongs to another run");
      // With keys in it, which the other table's schema can't read.
      SyncOptions dying = options().listener(dyingListener(new Death(2), new HashSet<>())).build();
      assertThatThrownBy(() -> table.sync(dying)).isInstanceOf(Death.Killed.class);
      assertThatThrownBy(() -> other.sync(options().build()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("belongs to another run");
      assertThatThrownBy(() -> table.sync(options().preferRegion(table.region(0)).build()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("preferred region");
      assertThat(table.sync(options().build()).complete()).isTrue();
      assertThat(checkpoint).doesNotExist();
    }
  }

  @Test
  void checkpoint_whenItIsDamaged_thenTheRunIsRefusedAndNothingIsWritten() throws Exception {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, 1);
      table.pages(dying(new Death(2), new HashSet<>()));
      assertThatThrownBy(() -> table.sync(options().build())).isInstanceOf(Death.Killed.class);
      byte[] bytes = Files.readAllBytes(checkpoint);
      bytes[40] ^= 1;
      Files.write(checkpoint, bytes);

      assertThatThrownBy(() -> table.pages(PageSource::of).sync(options().build()))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("is damaged");
      assertThat(table.verify().counts().differing()).isEqualTo(5);
    }
  }

  private SyncReport wholeSync() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      return table.sync(options().build());
    }
  }

  private static void assertEqualResult(SyncReport actual, SyncReport whole, String description) {
    assertThat(actual.counts()).as(description).isEqualTo(whole.counts());
    assertThat(new HashSet<>(actual.divergences()))
        .as(description)
        .isEqualTo(new HashSet<>(whole.divergences()));
    for (int i = 0; i < whole.replicas().size(); i++) {
      assertThat(actual.replicas().get(i).scannedItems())
          .as(description)
          .isEqualTo(whole.replicas().get(i).scannedItems());
    }
  }
}
