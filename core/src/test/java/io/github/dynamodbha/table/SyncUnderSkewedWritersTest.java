package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Several writers with clocks that are hours apart put and delete the same few items, while sync
 * runs again and again beside them and purges what it may.
 *
 * <p>Writes that overlap may end in either order. So the verdict goes by intervals: what is there
 * in the end must be the outcome of a write that no other one of its key began after.
 */
@WithLocalRegions
class SyncUnderSkewedWritersTest {
  private static final long[] SECONDS_OFF = {3600, -3600, 2, -2};
  private static final int WRITES_EACH = 80;
  private static final int KEYS = 10;

  /** Of a shared machine; a call that is given up may take effect later, which is another test. */
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private final AtomicLong ticks = new AtomicLong();
  private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();
  private TwoRegions regions;

  /**
   * A write.
   *
   * @param content what was put, or empty for a deletion
   * @param acknowledged false if the call failed; it may have had its effect all the same
   * @param began a tick before the call
   * @param ended a tick after it
   */
  private record Write(String name, String content, boolean acknowledged, long began, long ended) {}

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 24})
  void sync_whenSkewedWritersRaceWithIt_thenTheLastWriteOfEachItemStays(int graceHours) {
    SyncOptions options =
        SyncOptions.builder().tombstoneGrace(Duration.ofHours(graceHours)).build();
    ExecutorService threads = Executors.newFixedThreadPool(SECONDS_OFF.length);
    try (HighlyAvailableTable table = regions.builder().timeout(PATIENT).build()) {
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int i = 0; i < SECONDS_OFF.length; i++) {
        int writer = i;
        writers.add(CompletableFuture.runAsync(() -> write(writer), threads));
      }
      CompletableFuture<Void> all =
          CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
      do {
        SyncReport report = table.sync(options);
        assertThat(report.complete()).as(report.toText()).isTrue();
      } while (!all.isDone());
      all.join();

      assertThat(table.syncRegions().complete()).isTrue();
      assertThat(table.verify(SyncOptions.DEFAULT).identical()).isTrue();
      assertThat(writes.stream().filter(Write::acknowledged))
          .hasSizeGreaterThan(SECONDS_OFF.length * WRITES_EACH / 2);
      for (int key = 0; key < KEYS; key++) {
        assertLastWriteStays("planet" + key);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every third write is a deletion. */
  private void write(int writer) {
    InstantSource clock = () -> InstantSource.system().instant().plusSeconds(SECONDS_OFF[writer]);
    Random random = new Random(writer);
    try (HighlyAvailableTable table = regions.builder().timeout(PATIENT).clock(clock).build()) {
      for (int i = 0; i < WRITES_EACH; i++) {
        String name = "planet" + random.nextInt(KEYS);
        String content = i % 3 == 2 ? "" : writer + "-" + i;
        long began = ticks.incrementAndGet();
        boolean acknowledged = call(table, name, content);
        writes.add(new Write(name, content, acknowledged, began, ticks.incrementAndGet()));
      }
    }
  }

  /** False if writers of the same item were faster in every region, again and again. */
  private static boolean call(HighlyAvailableTable table, String name, String content) {
    try {
      WriteResult result =
          content.isEmpty()
              ? table.delete(ItemKey.of(name))
              : table.put(Map.of("name", s(name), "content", s(content)));
      return !result.storedIn().isEmpty() || content.isEmpty();
    } catch (ReplicatedCallException overtaken) {
      return false;
    }
  }

  private void assertLastWriteStays(String name) {
    Map<String, AttributeValue> held = regions.rawGet("us-east-1", name);
    assertThat(regions.rawGet("us-west-1", name)).isEqualTo(held);
    String content = held.getOrDefault("content", s("")).s();
    List<Write> ofThisItem = writes.stream().filter(write -> write.name().equals(name)).toList();
    long lastBegan =
        ofThisItem.stream().filter(Write::acknowledged).mapToLong(Write::began).max().orElseThrow();
    assertThat(ofThisItem)
        .as("a write of %s that ends in '%s' and that none began after", name, content)
        .anyMatch(write -> write.content().equals(content) && write.ended() > lastBegan);
  }
}
