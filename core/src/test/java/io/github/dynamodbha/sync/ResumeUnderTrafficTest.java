package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.unversioned;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Runs beside writers that never stop, with pages in any order, so little memory that the
 * comparison goes by way of the disk, and in parts that end by a death.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class ResumeUnderTrafficTest {
  private static final int GROUPS = 40;
  private static final int HOT_KEYS = 20;
  private static final int STILL_KEYS = 1200;
  private static final int PARTS = 20;

  /** Fewer than a run over all groups has, so that the first part always ends by death. */
  private static final int MOST_EVENTS = 100;

  private final LocalRegions regions;
  @TempDir private Path directory;
  private SyncOptions options = SyncOptions.DEFAULT;

  ResumeUnderTrafficTest(LocalRegions regions) {
    this.regions = regions;
  }

  @BeforeEach
  void options() {
    options =
        SyncOptions.builder()
            .limits(SyncLimits.DEFAULT.withMemoryBytes(1 << 16))
            .spillDirectory(directory.resolve("spill"))
            .checkpoint(directory.resolve("checkpoint"))
            .concurrency(2)
            .build();
  }

  @Test
  void sync_whenKilledAgainAndAgainAmongWriters_thenNoWriteIsLostAndNothingDeletedReturns() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(2);
      var even = CompletableFuture.supplyAsync(() -> write(table, 0, stop), threads);
      var odd = CompletableFuture.supplyAsync(() -> write(table, 1, stop), threads);
      int killed = 0;
      Random random = new Random(7);
      for (int part = 0; part < PARTS; part++) {
        if (endsByDeath(table, new Death(1 + random.nextInt(MOST_EVENTS)), part)) {
          killed++;
        } else {
          Divergent.fill(table, GROUPS);
        }
      }
      stop.set(true);
      Map<String, Map<String, AttributeValue>> acknowledged = new HashMap<>(even.join());
      acknowledged.putAll(odd.join());
      threads.shutdown();

      assertThat(killed).isPositive();
      assertThat(table.pages(PageSource::of).sync(options).complete()).isTrue();
      assertThat(table.sync().complete()).isTrue();
      acknowledged.values().removeIf(image -> image.containsKey("deleted"));
      for (int region = 0; region < 2; region++) {
        assertThat(hot(table.raw(region))).as(table.region(region)).isEqualTo(acknowledged);
      }
      assertThat(table.raw(0)).isEqualTo(table.raw(1)).hasSize(6 * GROUPS + acknowledged.size());
      assertThat(directory.resolve("spill")).isEmptyDirectory();
    }
  }

  private boolean endsByDeath(TestTable table, Death death, int seed) {
    table.pages(death.at(ShuffledPages.seeded(seed)));
    try {
      SyncReport report = table.sync(options.toBuilder().listener(death.listener()).build());
      assertThat(report.complete()).as(report.toText()).isTrue();
      return false;
    } catch (Death.Killed killed) {
      return true;
    }
  }

  /**
   * Writes a share of the keys until told to stop; every third write is a deletion. What it returns
   * is the last image of each, by key.
   */
  private static Map<String, Map<String, AttributeValue>> write(
      TestTable table, int share, AtomicBoolean stop) {
    StampedWriter writer = new StampedWriter(table, share + 1);
    Map<String, Map<String, AttributeValue>> last = new HashMap<>();
    for (int i = 0; !stop.get(); i++) {
      String id = "hot" + (2 * (i * 7 % (HOT_KEYS / 2)) + share);
      Map<String, AttributeValue> image = writer.image(id, i % 3 == 2 ? null : "write" + i);
      writer.write(image, share == 1);
      last.put(id, image);
    }
    return last;
  }

  private static Map<String, Map<String, AttributeValue>> hot(
      Map<String, Map<String, AttributeValue>> items) {
    Map<String, Map<String, AttributeValue>> hot = new HashMap<>();
    items.values().stream()
        .filter(item -> item.getOrDefault("id", n(0)).s().startsWith("hot"))
        .forEach(item -> hot.put(item.getOrDefault("id", n(0)).s(), item));
    return hot;
  }

  @Test
  void verify_whenPagesComeInAnyOrderAmongWriters_thenReportsOnlyWhatLasts() throws Exception {
    try (TestTable table = TestTable.create(regions)) {
      List<Map<String, AttributeValue>> still = new ArrayList<>();
      for (int i = 0; i < STILL_KEYS; i++) {
        still.add(unversioned("still" + i, "x".repeat(1000)));
      }
      table.putAll(0, still);
      table.putAll(1, still);
      AtomicBoolean stop = new AtomicBoolean();
      // A phase for each round of writes to all hot keys in both regions.
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
        Spilling spilling = new Spilling(options.spillDirectory());
        SyncOptions watched = options.toBuilder().listener(spilling).build();
        for (int seed = 1; seed <= 6; seed++) {
          SyncReport report = table.pages(ShuffledPages.seeded(seed)).reconciler().verify(watched);
          assertThat(report.identical()).as(report.toText()).isTrue();
          assertThat(report.counts().keysCompared()).isGreaterThanOrEqualTo(STILL_KEYS);
        }
        assertThat(spilling.seen()).as("the disk was used").isTrue();
        table.put(0, Map.of("id", s("lasting"), "content", s("here only")));
        SyncReport report = table.pages(ShuffledPages.seeded(7)).reconciler().verify(options);
        assertThat(report.divergences())
            .singleElement()
            .satisfies(divergence -> assertThat(divergence.key()).isEqualTo(ItemKey.of("lasting")));
      } finally {
        stop.set(true);
        writer.join();
      }
    }
  }

  private static void hammer(TestTable table, AtomicBoolean stop, Phaser rounds) {
    StampedWriter writer = new StampedWriter(table, 1);
    for (int round = 0; !stop.get(); round++) {
      for (int key = 0; key < HOT_KEYS; key++) {
        writer.write(writer.image("hot" + key, "round" + round), key % 2 == 0);
      }
      rounds.arrive();
    }
    rounds.forceTermination();
  }
}
