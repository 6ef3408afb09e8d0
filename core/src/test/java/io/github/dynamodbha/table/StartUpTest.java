package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.KeySchemaMismatchException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Building a table, finding its key schema, and bad input: each error names the thing and the cure.
 */
@WithLocalRegions
class StartUpTest {
  private TwoRegions regions;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions);
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void build_withFewerThanTwoRegions_isRefused() {
    assertThatThrownBy(() -> HighlyAvailableTable.builder().tableName("t").build())
        .hasMessageContaining("needs two or more regions, but was given none");
    assertThatThrownBy(
            () -> HighlyAvailableTable.builder().tableName("t").regions("us-east-1").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[us-east-1]");
  }

  @Test
  void build_withARepeatedRegion_isRefused() {
    assertThatThrownBy(
            () ->
                HighlyAvailableTable.builder()
                    .tableName("t")
                    .regions("us-east-1", "us-west-1", "us-east-1")
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'us-east-1' is given twice");
  }

  @Test
  void build_withAnUnknownRegionAndNoEndpoint_isRefused() {
    assertThatThrownBy(
            () -> HighlyAvailableTable.builder().tableName("t").regions("us-east-1", "mars-1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Unknown region 'mars-1'")
        .hasMessageContaining("endpoint override");
    assertThatThrownBy(
            () -> HighlyAvailableTable.builder().tableName("t").regions("us-east-1", "us-esat-1"))
        .hasMessageContaining("Unknown region 'us-esat-1'");
  }

  @Test
  void build_withoutATableName_isRefused() {
    assertThatThrownBy(
            () -> HighlyAvailableTable.builder().regions("us-east-1", "us-west-1").build())
        .hasMessageContaining("set tableName");
  }

  @Test
  void build_withASystemAttributeAsKey_isRefused() {
    assertThatThrownBy(
            () ->
                HighlyAvailableTable.builder()
                    .tableName("t")
                    .hashKey("deleted")
                    .regions("us-east-1", "us-west-1")
                    .build())
        .hasMessageContaining("'deleted' is part of the table's key");
  }

  @Test
  void build_withARangeKeyButNoHashKey_isRefused() {
    assertThatThrownBy(
            () ->
                HighlyAvailableTable.builder()
                    .tableName("t")
                    .rangeKey("orbit")
                    .regions("us-east-1", "us-west-1")
                    .build())
        .hasMessageContaining("set hashKey too");
  }

  @Test
  void build_withAnEndpointThatIsNoUrl_isRefused() {
    assertThatThrownBy(
            () ->
                HighlyAvailableTable.builder()
                    .replica(
                        r -> r.region("mars-1").endpointOverride(URI.create("localhost:8000"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'mars-1'")
        .hasMessageContaining("http://HOST:PORT");
  }

  @Test
  void build_withATimeoutOutOfRange_isRefused() {
    assertThatThrownBy(() -> regions.builder().timeout(Duration.ZERO).build())
        .hasMessageContaining("timeout must be at least PT0.001S");
    assertThatThrownBy(() -> regions.builder().timeout(Duration.ofNanos(999_999)).build())
        .hasMessageContaining("but was PT0.000999999S");
    assertThatThrownBy(() -> regions.builder().timeout(Duration.ofDays(999_999)).build())
        .hasMessageContaining("at most PT24H");
  }

  @Test
  void firstCall_whenTheFirstRegionIsBlackHoled_thenTheSchemaComesFromTheOther() {
    regions.create();
    regions.region("us-east-1").inject(Fault.blackHole());
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThat(table.put(planet("Mars", 2)).storedIn()).containsExactly("us-west-1");
      assertThat(table.keySchema().hashKey()).isEqualTo("name");
    }
  }

  @Test
  void firstCall_whenNoRegionAnswered_thenTheNextCallAsksAgain() {
    regions.create();
    regions.names().forEach(name -> regions.region(name).inject(Fault.down()));
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThatThrownBy(() -> table.put(planet("Mars", 2)))
          .isInstanceOf(NoRegionAvailableException.class);
      regions.names().forEach(name -> regions.region(name).heal());

      assertThat(table.put(planet("Mars", 2)).storedIn()).isNotEmpty();
    }
  }

  @Test
  void put_whenTheTableIsMissingInOneRegion_thenThatRegionIsMissed() {
    regions.create("us-west-1", null);
    try (HighlyAvailableTable table = regions.builder().build()) {
      WriteResult result = table.put(planet("Mars", 2));

      assertThat(result.storedIn()).containsExactly("us-west-1");
      assertThat(result.missedIn().get("us-east-1")).isInstanceOf(ResourceNotFoundException.class);
      assertThat(table.get(ItemKey.of("Mars"))).isPresent();
    }
  }

  @Test
  void calls_whenTheTableIsMissingEverywhere_thenSayHowToCreateIt() {
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThatThrownBy(() -> table.put(planet("Mars", 2)))
          .isInstanceOf(NoRegionAvailableException.class)
          .hasMessageContaining("'planets' exists in none of the regions [us-east-1, us-west-1]")
          .hasMessageContaining("create-table");
    }
  }

  @Test
  void put_ofABadItem_isRefusedBeforeAnythingIsWritten() {
    regions.createWithRangeKey("orbit");
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertRefused(table, Map.of("name", s("Mars")), "no key attribute 'orbit'");
      assertRefused(table, Map.of("orbit", TwoRegions.n("4")), "no key attribute 'name'");
      assertRefused(table, Map.of("name", s(""), "orbit", TwoRegions.n("4")), "'name' is empty");
      assertRefused(
          table,
          Map.of("name", s("Mars"), "orbit", s("four")),
          "'orbit' is of type S, but the table defines it as N");
      assertRefused(
          table,
          Map.of("name", s("Mars"), "orbit", TwoRegions.n("4"), "deleted", TwoRegions.n("0")),
          "carries the attribute 'deleted', which is reserved");
      assertRefused(
          table,
          Map.of("name", s("Mars"), "orbit", TwoRegions.n("4"), "last_updated", s("today")),
          "carries the attribute 'last_updated', which is reserved");
      assertRefused(
          table,
          Map.of("name", s("Mars"), "orbit", TwoRegions.n("4"), "map", s("x".repeat(409_560))),
          "(400 KB)");
      assertThat(table.scanAsMap()).isEmpty();
    }
  }

  @Test
  void put_ofTheLargestItemThatFits_isStored() {
    regions.create();
    // The key (name, Mars) takes 8 bytes, the version's name and value 12 and 36, this one's name
    // 3.
    int room = 400 * 1024 - 8 - 48 - 3;
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThat(table.put(Map.of("name", s("Mars"), "map", s("x".repeat(room)))).isReplicated())
          .isTrue();
      assertRefused(table, Map.of("name", s("Mars"), "map", s("x".repeat(room + 1))), "(400 KB)");
    }
  }

  @Test
  void get_withAttributesThatAreNoKey_isRefused() {
    regions.create();
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThatThrownBy(() -> table.get(planet("Mars", 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[moons]");
      assertThatThrownBy(() -> table.get(ItemKey.of("Mars", 4)))
          .hasMessageContaining("leave the second value out");
    }
  }

  @Test
  void put_whenEveryRegionRefuses_thenThrowsTheRegionsOwnAnswer() {
    regions.create();
    try (HighlyAvailableTable table = regions.builder().hashKey("planet").build()) {
      assertThatThrownBy(() -> table.put(Map.of("planet", s("Mars"))))
          .isInstanceOf(DynamoDbException.class)
          .isNotInstanceOf(SdkClientException.class);
    }
  }

  @Test
  void attributeNames_thatAreReservedWordsOrFullOfDots_work() {
    regions.create();
    Map<String, AttributeValue> item =
        IntStream.range(0, 3)
            .boxed()
            .collect(Collectors.toMap(i -> "size.of#" + i + ":values", i -> s("x")));
    item.put("name", s("Mars"));
    try (HighlyAvailableTable table =
        regions.builder().versionAttribute("timestamp").deletedAttribute("exists").build()) {
      table.put(item);
      assertThat(table.get(Map.of("name", s("Mars")))).contains(item);
      table.delete(ItemKey.of("Mars"));
      assertThat(regions.rawGet("us-east-1", "Mars"))
          .containsOnlyKeys("name", "timestamp", "exists");
    }
  }

  @Test
  void create_thenStatus_thenEveryRegionHasTheTable() {
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThat(table.status()).noneMatch(ReplicaStatus::isReachable);
      assertThat(table.create(TestTables::planets)).allMatch(ReplicaStatus::isReachable);
      assertThat(table.create(TestTables::planets)).allMatch(ReplicaStatus::isReachable);
      assertThat(table.status())
          .allMatch(status -> status.keySchema().orElseThrow().hashKey().equals("name"));
    }
  }

  @Test
  void calls_whenTheKeysDifferBetweenRegions_nameBothAndWriteNothing() {
    regions.create("us-east-1", null);
    regions.create("us-west-1", "orbit");
    try (HighlyAvailableTable table = regions.builder().build()) {
      assertThatThrownBy(() -> table.put(Map.of("name", s("Mars"), "orbit", TwoRegions.n("4"))))
          .isInstanceOf(KeySchemaMismatchException.class)
          .hasMessageContaining("us-east-1=name (S)")
          .hasMessageContaining("us-west-1=name (S), orbit (N)")
          .hasMessageContaining("create it anew");
      assertThat(regions.rawGet("us-east-1", "Mars")).isEmpty();
    }
  }

  @Test
  void calls_afterClose_sayThatTheTableIsClosed() {
    regions.create();
    HighlyAvailableTable table = regions.builder().build();
    table.put(planet("Mars", 2));
    table.close();

    assertThatThrownBy(() -> table.put(planet("Mars", 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'planets' is closed");
  }

  private static void assertRefused(
      HighlyAvailableTable table, Map<String, AttributeValue> item, String why) {
    assertThatThrownBy(() -> table.put(item))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
