package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.Dynalite;
import io.github.dynamodbha.local.Engine;
import io.github.dynamodbha.local.LocalRegions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One region is DynamoDB Local, the other dynalite, which returns items in another order, and each
 * in a segment of its own choice. Runs where dynalite is installed.
 */
class SecondEngineSyncTest {
  private static final int GROUPS = 80;
  private static final int ALL = 1 << 20;

  @TempDir private Path directory;

  @Test
  void engines_whenTheirOrdersDiffer_thenEverythingMatchesInMemoryAndByWayOfTheDisk() {
    Dynalite.require();
    try (LocalRegions regions =
            LocalRegions.builder()
                .regions("us-east-1", "us-west-1")
                .engine("us-west-1", Engine.DYNALITE)
                .start();
        TestTable table = TestTable.create(regions)) {
      table.client(1).waiter().waitUntilTableExists(r -> r.tableName(TestTable.NAME));
      Divergent.fill(table, GROUPS);
      assertThat(order(table, 0)).isNotEqualTo(order(table, 1));
      SyncOptions inMemory = SyncOptions.builder().maxSampleKeys(ALL).build();
      SyncOptions onDisk =
          inMemory.toBuilder()
              .limits(SyncLimits.DEFAULT.withMemoryBytes(1 << 16))
              .spillDirectory(directory)
              .build();

      SyncReport before = table.reconciler().verify(inMemory);
      assertThat(before.counts().keysCompared()).isEqualTo(8 * GROUPS);
      assertThat(before.counts().inSync()).isEqualTo(3 * GROUPS);
      assertThat(before.counts().differing()).isEqualTo(5 * GROUPS);
      Spilling spilling = new Spilling(directory);
      SyncReport spilled = table.reconciler().verify(onDisk.toBuilder().listener(spilling).build());
      assertThat(spilling.seen()).as("the disk was used").isTrue();
      assertThat(spilled.counts()).isEqualTo(before.counts());
      assertThat(spilled.divergences()).containsExactlyInAnyOrderElementsOf(before.divergences());

      SyncReport sync = table.sync(onDisk);
      assertThat(sync.complete()).isTrue();
      assertThat(sync.counts().repaired()).isEqualTo(5 * GROUPS);
      assertThat(sync.counts().purged()).isEqualTo(2 * GROUPS);
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(6 * GROUPS);
      assertThat(table.reconciler().verify(inMemory).identical()).isTrue();
      assertThat(table.reconciler().verify(onDisk).identical()).isTrue();
      assertThat(directory).isEmptyDirectory();
    }
  }

  private static List<String> order(TestTable table, int region) {
    return table
        .client(region)
        .scanPaginator(scan -> scan.tableName(TestTable.NAME))
        .items()
        .stream()
        .map(item -> item.getOrDefault("id", TestItems.s("")).s())
        .toList();
  }
}
