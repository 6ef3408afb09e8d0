package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** One item that can't be compared or written is reported, and never stops the others. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncSkipTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncSkipTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void sync_whenARegionRefusesAnItem_thenReportsRegionAndCauseAndRepairsTheRest() {
    try (TestTable table = TestTable.missing(regions)) {
      table.client(0).createTable(TableRequest.of(HASH));
      // An index of the western table only: it takes no item whose moons are no number.
      table
          .client(1)
          .createTable(
              TableRequest.of(HASH).toBuilder()
                  .attributeDefinitions(
                      definition("id", ScalarAttributeType.S),
                      definition("moons", ScalarAttributeType.N))
                  .globalSecondaryIndexes(byMoons())
                  .build());
      Map<String, AttributeValue> refused = new HashMap<>(live("mars", NEW, "red"));
      refused.put("moons", s("two"));
      table.put(0, refused, live("venus", NEW, "hot"));
      SyncReport report = table.sync();
      assertThat(report.complete()).isFalse();
      assertThat(report.counts().missing()).isEqualTo(2);
      assertThat(report.counts().repaired()).isEqualTo(1);
      assertThat(report.counts().skipped()).isEqualTo(1);
      assertThat(report.skipped())
          .singleElement()
          .satisfies(
              skipped -> {
                assertThat(skipped.key()).hasToString("mars");
                assertThat(skipped.region()).isEqualTo("us-west-1");
                assertThat(skipped.reason())
                    .contains("could not be repaired")
                    .contains("Index Key");
              });
      assertThat(table.raw(1)).containsOnlyKeys("venus");
    }
  }

  @Test
  void
      sync_whenCopiesHaveTooManyAttributesToCompare_thenReportsThemAndWritesNothingUnconditional() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> east = wide("east");
      Map<String, AttributeValue> west = wide("west");
      table.put(0, east, live("venus", NEW, "hot"));
      table.put(1, west);
      SyncReport report = table.sync();
      assertThat(report.counts().conflicting()).isEqualTo(1);
      assertThat(report.counts().skipped()).isEqualTo(1);
      assertThat(report.skipped().get(0).reason()).contains("attributes").contains("anew");
      assertThat(table.raw(0, "wide")).isEqualTo(east);
      assertThat(table.raw(1, "wide")).isEqualTo(west);
      assertThat(table.raw(1)).containsKey("venus");
    }
  }

  @Test
  void sync_whenAllReplicasHoldTheSameUnusableVersion_thenTheyAreInSync() {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(Map.of("id", s("odd"), "last_updated", s("yesterday")));
      assertThat(table.sync().identical()).isTrue();
    }
  }

  @Test
  void sync_whenATombstonesVersionIsUnusable_thenItIsReportedAndNotPurged() {
    try (TestTable table = TestTable.create(regions)) {
      Map<String, AttributeValue> odd =
          Map.of("id", s("odd"), "last_updated", n(1), "deleted", n(1));
      table.putEverywhere(odd);
      table.putEverywhere(tombstone("gone", OLD));
      SyncReport report = table.sync();
      assertThat(report.counts().purged()).isEqualTo(1);
      assertThat(report.skipped())
          .singleElement()
          .satisfies(skipped -> assertThat(skipped.reason()).contains("not purged"));
      table.assertAllHold(odd);
    }
  }

  @Test
  void verify_whenAVersionIsUnusable_thenReportsTheKeyAsConflictingWithoutWinner() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, Map.of("id", s("odd"), "last_updated", n(1)));
      table.put(1, live("odd", NEW, "x"));
      SyncReport report = table.verify();
      assertThat(report.identical()).isFalse();
      assertThat(report.complete()).isFalse();
      assertThat(report.divergences())
          .singleElement()
          .satisfies(
              divergence -> {
                assertThat(divergence.kind()).isEqualTo(Divergence.Kind.CONFLICTING);
                assertThat(divergence.winnerRegion()).isNull();
                assertThat(divergence.affected()).containsOnlyKeys("us-east-1");
              });
    }
  }

  /** More attributes than one condition expression can name. */
  private static Map<String, AttributeValue> wide(String content) {
    Map<String, AttributeValue> item = new HashMap<>(live("wide", NEW, content));
    for (int i = 0; i < 200; i++) {
      item.put("attribute" + i, n(i));
    }
    return item;
  }

  private static GlobalSecondaryIndex byMoons() {
    return GlobalSecondaryIndex.builder()
        .indexName("by-moons")
        .keySchema(KeySchemaElement.builder().attributeName("moons").keyType(KeyType.HASH).build())
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  private static AttributeDefinition definition(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }
}
