package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Many writers of one item at the same time. */
@WithLocalRegions
class HotItemTest {
  private static final int WRITERS = 8;
  private static final int WRITES = 10;

  @Test
  void threadsOfOneProcess_whenAllWriteOneItem_thenAllSucceedAndTheNewestStaysEverywhere(
      LocalRegions localRegions) throws Exception {
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable table = regions.builder().timeout(Duration.ofSeconds(20)).build()) {
      List<WriteResult> results = race(List.of(table));

      assertNewestStays(regions, results);
    }
  }

  @Test
  void processes_whenTheirClocksDifferAndAllWriteOneItem_thenRegionsAgreeOnTheNewest(
      LocalRegions localRegions) throws Exception {
    InstantSource ahead = () -> InstantSource.system().instant().plusSeconds(3600);
    try (TwoRegions regions = new TwoRegions(localRegions).create();
        HighlyAvailableTable right = regions.builder().timeout(Duration.ofSeconds(20)).build();
        HighlyAvailableTable fast =
            regions.builder().clock(ahead).timeout(Duration.ofSeconds(20)).build()) {
      // One writer of each clock: more would need more rounds than are allowed, which is no error
      // here.
      List<WriteResult> results = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        results.add(right.put(planet("Mars", i)));
        results.add(fast.put(planet("Mars", i)));
      }

      assertNewestStays(regions, results);
    }
  }

  private static List<WriteResult> race(List<HighlyAvailableTable> tables) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<List<WriteResult>>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        HighlyAvailableTable table = tables.get(writer % tables.size());
        writers.add(
            () -> {
              List<WriteResult> results = new ArrayList<>();
              for (int i = 0; i < WRITES; i++) {
                results.add(table.put(planet("Mars", i)));
              }
              return results;
            });
      }
      List<WriteResult> all = new ArrayList<>();
      for (Future<List<WriteResult>> writer : threads.invokeAll(writers)) {
        all.addAll(writer.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void assertNewestStays(TwoRegions regions, List<WriteResult> results) {
    assertThat(results).allMatch(WriteResult::isReplicated);
    List<Version> versions =
        results.stream().map(result -> result.version().orElseThrow()).toList();
    assertThat(versions).doesNotHaveDuplicates();
    Version newest = versions.stream().max(Comparator.naturalOrder()).orElseThrow();
    for (String region : regions.names()) {
      Map<String, AttributeValue> held = regions.rawGet(region, "Mars");
      assertThat(Objects.requireNonNull(held.get("last_updated"))).isEqualTo(s(newest.text()));
      assertThat(held).containsKey("moons");
    }
  }
}
