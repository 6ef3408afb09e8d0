package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs against tables that are being written by the write protocol's stamped puts. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncUnderTrafficTest {
  private static final int WRITES = 300;
  private static final int KEYS = 30;

  private final LocalRegions regions;

  SyncUnderTrafficTest(LocalRegions regions) {
    this.regions = regions;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void sync_whenPutsAndDeletesRaceWithIt_thenNoAcknowledgedWriteIsLost(int count) {
    try (TestTable table = TestTable.create(regions, count, HASH)) {
      for (int i = 0; i < KEYS; i++) {
        table.put(i % count, tombstone("key" + i, "2026-11-22T10:46:21"));
      }
      Map<String, Map<String, AttributeValue>> acknowledged = new HashMap<>();
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(table, acknowledged));
      int runs = 0;
      while (!writer.isDone()) {
        assertThat(table.sync().complete()).isTrue();
        runs++;
      }
      writer.join();
      assertThat(runs).isPositive();
      assertThat(table.sync().complete()).isTrue();
      table.assertHeld(
          acknowledged.values().stream().filter(i -> !i.containsKey("deleted")).toList());
      assertThat(table.verify().identical()).isTrue();
    }
  }

  /** Every third write is a deletion; each goes to the regions one after the other. */
  private static void write(
      TestTable table, Map<String, Map<String, AttributeValue>> acknowledged) {
    StampedWriter writer = new StampedWriter(table, 1);
    for (int i = 0; i < WRITES; i++) {
      String id = "key" + i * 7 % KEYS;
      Map<String, AttributeValue> image = writer.image(id, i % 3 == 2 ? null : "write" + i);
      writer.write(image, i % 2 == 0);
      acknowledged.put(id, image);
    }
  }

  @Test
  void verify_whenHotKeysAreWrittenAllTheTime_thenReportsNoDifference() throws Exception {
    try (TestTable table = TestTable.create(regions)) {
      AtomicBoolean stop = new AtomicBoolean();
      // One phase for each round of writes to all keys in both regions.
      Phaser rounds = new Phaser(1);
      Thread writer = new Thread(() -> hammer(table, stop, rounds), "writer");
      table.onSleep(
          duration -> {
            // Instead of a time: two rounds, so that what was under way has reached both regions.
            int phase = rounds.getPhase();
            rounds.awaitAdvanceInterruptibly(phase);
            rounds.awaitAdvanceInterruptibly(phase + 1);
          });
      writer.start();
      try {
        for (int i = 0; i < 10; i++) {
          SyncReport report = table.verify();
          assertThat(report.identical()).as(report.toText()).isTrue();
        }
        table.put(0, new StampedWriter(table, 2).image("stale", "lasting"));
        SyncReport report = table.verify();
        assertThat(report.divergences())
            .singleElement()
            .satisfies(divergence -> assertThat(divergence.key()).isEqualTo(ItemKey.of("stale")));
      } finally {
        stop.set(true);
        writer.join();
      }
      assertThat(table.raw(0)).containsAllEntriesOf(table.raw(1));
    }
  }

  private static void hammer(TestTable table, AtomicBoolean stop, Phaser rounds) {
    StampedWriter writer = new StampedWriter(table, 1);
    for (int round = 0; !stop.get(); round++) {
      for (int key = 0; key < 5; key++) {
        writer.write(writer.image("hot" + key, "round" + round), false);
      }
      rounds.arrive();
    }
    rounds.forceTermination();
  }
}
