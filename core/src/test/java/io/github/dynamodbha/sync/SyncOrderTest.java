package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The result depends neither on the order of the pages nor on what had to go to disk. */
@WithLocalRegions({"us-east-1", "us-west-1"})
class SyncOrderTest {
  private static final int GROUPS = 300;
  private static final int ALL = 1 << 20;
  private static final SyncLimits LITTLE_MEMORY = SyncLimits.DEFAULT.withMemoryBytes(1 << 16);

  private final LocalRegions regions;
  @TempDir private Path directory;

  SyncOrderTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void verify_whateverTheOrderOfPages_thenFindsTheSame() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      SyncOptions options = SyncOptions.builder().maxSampleKeys(ALL).build();
      SyncReport inOrder = table.reconciler().verify(options);

      assertThat(inOrder.counts().differing()).isEqualTo(5L * GROUPS);
      assertThat(inOrder.segments()).isGreaterThan(1);
      for (long seed = 1; seed <= 5; seed++) {
        SyncReport shuffled = table.pages(ShuffledPages.seeded(seed)).reconciler().verify(options);
        assertSame(shuffled, inOrder, "seed " + seed);
      }
    }
  }

  @Test
  void verify_whenMemoryIsTiny_thenFindsTheSameByWayOfTheDisk() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      SyncOptions options = SyncOptions.builder().maxSampleKeys(ALL).build();
      SyncReport inMemory = table.reconciler().verify(options);

      SyncOptions little =
          options.toBuilder().limits(LITTLE_MEMORY).spillDirectory(directory).build();
      for (long seed = 1; seed <= 3; seed++) {
        table.pages(ShuffledPages.seeded(seed));
        assertSame(table.reconciler().verify(little), inMemory, "seed " + seed);
      }
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void sync_whenOrdersDifferAndMemoryIsTiny_thenRepairsAndPurgesTheSame() {
    SyncReport inOrder = sync(SyncOptions.DEFAULT, PageSource::of);
    SyncReport otherwise =
        sync(
            SyncOptions.builder().limits(LITTLE_MEMORY).spillDirectory(directory).build(),
            ShuffledPages.seeded(7));

    assertThat(otherwise.counts()).isEqualTo(inOrder.counts());
    assertThat(inOrder.counts().repaired()).isEqualTo(5L * GROUPS);
    assertThat(inOrder.counts().purged()).isEqualTo(2L * GROUPS);
  }

  private SyncReport sync(SyncOptions options, PageSource.Factory pages) {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      SyncReport report = table.pages(pages).sync(options);
      assertThat(table.pages(PageSource::of).verify().identical()).isTrue();
      return report;
    }
  }

  private static void assertSame(SyncReport actual, SyncReport expected, String description) {
    assertThat(actual.counts()).as(description).isEqualTo(expected.counts());
    assertThat(sets(actual)).as(description).isEqualTo(sets(expected));
    assertThat(actual.picture()).as(description).isEqualTo(expected.picture());
  }

  private static Set<Divergence> sets(SyncReport report) {
    return new HashSet<>(report.divergences());
  }
}
