package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the asynchronous face has of its own; the protocols are tested through both faces. */
@WithLocalRegions
class AsyncTableTest {
  private TwoRegions regions;
  private AsyncHighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().buildAsync();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  @Test
  void calls_completeWithWhatTheTwinReturns() {
    table.put(planet("Mars", 2)).join();

    assertThat(table.get(ItemKey.of("Mars")).join().orElseThrow().getNumber("moons").intValue())
        .isEqualTo(2);
    assertThat(table.get(Map.of("name", s("Mars"))).join()).contains(planet("Mars", 2));
    assertThat(table.scanAsMap().join()).containsOnlyKeys(ItemKey.of("Mars"));
    assertThat(table.delete(ItemKey.of("Mars")).join().isReplicated()).isTrue();
    assertThat(table.syncRegions().join().complete()).isTrue();
    assertThat(table.permanentDelete(ItemKey.of("Mars")).join().storedIn()).hasSize(2);
    assertThat(table.keySchema().join().hashKey()).isEqualTo("name");
  }

  @Test
  void badInput_failsTheFutureAndIsNotThrown() {
    CompletableFuture<WriteResult> put = table.put(Map.of("moons", s("many")));

    assertThatThrownBy(() -> Futures.join(put)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Futures.join(table.get(planet("Mars", 2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void scan_deliversEveryItemToEachSubscriber() {
    put(20);
    List<String> first = new CopyOnWriteArrayList<>();
    List<String> second = new CopyOnWriteArrayList<>();
    var scan = table.scan(ReadOptions.builder().pageSize(3).build());

    scan.subscribe(item -> first.add(item.getString("name"))).join();
    scan.subscribe(item -> second.add(item.getString("name"))).join();

    assertThat(first).hasSize(20).doesNotHaveDuplicates();
    assertThat(second).containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void scan_whenTheSubscriberHasEnough_readsNoFurtherPages() {
    put(20);
    long before = regions.region("us-east-1").requests();
    List<String> taken = new CopyOnWriteArrayList<>();

    table
        .scan(ReadOptions.builder().pageSize(1).build())
        .limit(2)
        .subscribe(item -> taken.add(item.getString("name")))
        .join();

    assertThat(taken).hasSize(2);
    assertThat(regions.region("us-east-1").requests() - before).isLessThan(20);
  }

  @Test
  void scan_whenNoRegionIsUp_failsTheSubscription() {
    table.keySchema().join();
    regions.names().forEach(name -> regions.region(name).inject(Fault.down()));

    assertThatThrownBy(() -> Futures.join(table.scan().subscribe(item -> {})))
        .isInstanceOf(NoRegionAvailableException.class);
  }

  @Test
  void verify_whenRegionsDiffer_saysSo() {
    put(3);
    regions.raw("us-west-1").deleteItem(r -> r.tableName("planets").key(Map.of("name", s("0"))));

    SyncReport report =
        table.verify(SyncOptions.builder().settle(java.time.Duration.ZERO).build()).join();

    assertThat(report.identical()).isFalse();
  }

  @Test
  void manyCallsAtOnce_allEndAndEachHasItsOwnVersion() {
    List<CompletableFuture<WriteResult>> puts = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> puts.add(table.put(planet("Mars", i))));

    assertThat(puts.stream().map(put -> put.join().version().orElseThrow()))
        .doesNotHaveDuplicates();
    assertThat(regions.rawGet("us-east-1", "Mars")).isEqualTo(regions.rawGet("us-west-1", "Mars"));
  }

  private void put(int count) {
    CompletableFuture.allOf(
            IntStream.range(0, count)
                .mapToObj(i -> table.put(planet(Integer.toString(i), i)))
                .toArray(CompletableFuture[]::new))
        .join();
  }
}
