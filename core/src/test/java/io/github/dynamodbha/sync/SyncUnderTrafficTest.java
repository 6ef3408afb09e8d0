package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestTable.HASH;
import static io.github.dynamodbha.sync.TestTable.s;
import static io.github.dynamodbha.sync.TestTable.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs against tables that are being written by the write protocol's stamped puts. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncUnderTrafficTest {
  private static final TableFormat FORMAT = new TableFormat(HASH, ItemFormat.DEFAULT);
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
    VersionClock clock = new VersionClock(InstantSource.system(), 1);
    List<ReplicaItems> replicas = ReplicaItems.of(table.replicas(), FORMAT, CallSettings.NONE);
    for (int i = 0; i < WRITES; i++) {
      String id = "key" + i * 7 % KEYS;
      Map<String, AttributeValue> image = image(id, i % 3 == 2 ? null : "write" + i, clock);
      List<ReplicaItems> order = new ArrayList<>(replicas);
      if (i % 2 == 0) {
        java.util.Collections.reverse(order);
      }
      order.forEach(replica -> put(replica, image));
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
        table.put(0, image("stale", "lasting", new VersionClock(InstantSource.system(), 2)));
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
    VersionClock clock = new VersionClock(InstantSource.system(), 1);
    List<ReplicaItems> replicas = ReplicaItems.of(table.replicas(), FORMAT, CallSettings.NONE);
    for (int round = 0; !stop.get(); round++) {
      for (int key = 0; key < 5; key++) {
        Map<String, AttributeValue> image = image("hot" + key, "round" + round, clock);
        replicas.forEach(replica -> put(replica, image));
      }
      rounds.arrive();
    }
    rounds.forceTermination();
  }

  private static Map<String, AttributeValue> image(
      String id, @Nullable String content, VersionClock clock) {
    Version version = clock.next();
    return content == null
        ? FORMAT.tombstone(ItemKey.of(id), version)
        : ItemFormat.DEFAULT.stamp(Map.of("id", s(id), "content", s(content)), version);
  }

  private static void put(ReplicaItems replica, Map<String, AttributeValue> image) {
    Version version = ItemFormat.DEFAULT.versionOf(image).orElseThrow();
    Reply<StampedPut> reply =
        replica
            .putIfNewer(image, version, replica.replica().newDeadline(), Dispatch.REGION_THREAD)
            .join();
    assertThat(reply).isInstanceOf(Reply.Answered.class);
  }
}
