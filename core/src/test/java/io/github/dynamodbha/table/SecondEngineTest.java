package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.Dynalite;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Engine;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One region is DynamoDB Local, the other dynalite, which returns items in another order and does
 * not send the item along when a condition fails. Runs where dynalite is installed.
 */
class SecondEngineTest {
  private static final int PLANETS = 300;

  /** Nothing, where the engine is not installed and the test is skipped. */
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open() {
    Dynalite.require();
    LocalRegions localRegions =
        LocalRegions.builder()
            .regions("us-east-1", "us-west-1")
            .engine("us-west-1", Engine.DYNALITE)
            .start();
    opened.push(localRegions);
    regions = new TwoRegions(localRegions).create();
    opened.push(regions);
    regions.raw("us-west-1").waiter().waitUntilTableExists(r -> r.tableName("planets"));
    table = regions.builder().timeout(Duration.ofSeconds(5)).build();
    opened.push(table);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable last : opened) {
      last.close();
    }
  }

  @Test
  void enginesWithDifferentScanOrders_areScannedSyncedAndVerifiedAllTheSame() {
    IntStream.range(0, PLANETS).forEach(i -> table.put(planet("planet " + i, i)));
    assertThat(order("us-east-1")).isNotEqualTo(order("us-west-1"));
    for (int i = 0; i < PLANETS; i += 10) {
      String name = "planet " + i;
      regions.raw("us-west-1").deleteItem(r -> r.tableName("planets").key(Map.of("name", s(name))));
    }
    table.delete(ItemKey.of("planet 1"));

    assertThat(table.scanAsMap(ReadOptions.builder().pageSize(7).build())).hasSize(PLANETS - 1);
    SyncReport report = table.syncRegions();

    assertThat(report.complete()).isTrue();
    assertThat(report.counts().repaired()).isEqualTo(PLANETS / 10);
    assertThat(report.counts().purged()).isEqualTo(1);
    assertThat(table.verify(SyncOptions.builder().settle(Duration.ZERO).build()).identical())
        .isTrue();
    assertThat(order("us-west-1")).containsExactlyInAnyOrderElementsOf(order("us-east-1"));
  }

  @Test
  void put_whenTheEngineDoesNotSendTheItemAlong_thenItIsReadAndTheWriteStampedAboveIt() {
    for (String region : regions.names()) {
      regions.rawPut(
          region,
          Map.of("name", s("Mars"), "last_updated", s("2099-01-01T00:00:00.000000Z~00000000")));
    }
    assertThat(table.put(planet("Mars", 2)).isReplicated()).isTrue();

    regions.region("us-west-1").inject(Fault.lostReply().onOperation("PutItem").times(1));
    assertThat(table.put(planet("Mars", 3)).isReplicated()).isTrue();
    assertThat(regions.rawGet("us-west-1", "Mars"))
        .isEqualTo(regions.rawGet("us-east-1", "Mars"))
        .containsEntry("moons", n("3"));
  }

  private List<String> order(String region) {
    return regions.raw(region).scanPaginator(r -> r.tableName("planets")).items().stream()
        .map(item -> item.getOrDefault("name", AttributeValue.fromS("")).s())
        .toList();
  }
}
