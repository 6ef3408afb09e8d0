package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.n;
import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That the report's numbers are right, in text and in JSON. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncReportTest {
  private static final String OLD = "2026-11-22T10:46:21";
  private static final String NEW = "2026-11-22T10:46:22";

  private final LocalRegions regions;

  SyncReportTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void json_thenParsesAndHasTheRunsNumbers() {
    try (TestTable table = TestTable.create(regions)) {
      SyncReport report = example(table);
      Map<String, AttributeValue> json = EnhancedDocument.fromJson(report.toJson()).toMap();
      assertThat(json)
          .containsEntry("schema", n(2))
          .containsEntry("mode", s("SYNC"))
          .containsEntry("identical", AttributeValue.fromBool(false))
          .containsEntry("complete", AttributeValue.fromBool(false))
          .containsEntry("started", s(TestTable.NOW.toString()));
      assertThat(field(json, "counts").m())
          .containsEntry("keysCompared", n(5))
          .containsEntry("inSync", n(1))
          .containsEntry("missing", n(2))
          .containsEntry("stale", n(1))
          .containsEntry("conflicting", n(1))
          .containsEntry("repaired", n(3))
          .containsEntry("purged", n(1))
          .containsEntry("skipped", n(1));
      assertThat(field(json, "divergences").l()).hasSize(4);
      assertThat(field(json, "divergences").l())
          .anySatisfy(
              divergence ->
                  assertThat(divergence.m())
                      .containsEntry("key", AttributeValue.fromM(Map.of("id", s("stale \"ü\""))))
                      .containsEntry("kind", s("STALE"))
                      .containsEntry(
                          "affected", AttributeValue.fromM(Map.of("us-west-1", s("STALE"))))
                      .containsEntry("winnerRegion", s("us-east-1"))
                      .containsEntry("winnerVersion", s(NEW)));
      assertThat(field(json, "skipped").l())
          .singleElement()
          .satisfies(
              skipped ->
                  assertThat(skipped.m())
                      .containsEntry("region", s("us-east-1"))
                      .containsEntry("count", n(1))
                      .containsEntry(
                          "sampleKeys",
                          AttributeValue.fromL(
                              List.of(AttributeValue.fromM(Map.of("id", s("bad")))))));
      Map<String, AttributeValue> east = field(json, "replicas").l().get(0).m();
      assertThat(east)
          .containsEntry("region", s("us-east-1"))
          .containsEntry("tableName", s("planets"))
          .containsEntry("scannedItems", n(4));
    }
  }

  @Test
  void report_thenUnitsAndCostAreThoseOfTheCallsMade() {
    try (TestTable table = TestTable.create(regions)) {
      SyncReport report = example(table);
      ReplicaReport east = report.replicas().get(0);
      // One copy is put, and one tombstone that was put before is purged: a unit each.
      assertThat(east.writeUnits()).isEqualTo(2);
      assertThat(east.readUnits()).isPositive();
      assertThat(east.costUsd())
          .isCloseTo(east.readUnits() * 0.125e-6 + 2 * 0.625e-6, within(1e-12));
      assertThat(report.costUsd())
          .isCloseTo(east.costUsd() + report.replicas().get(1).costUsd(), within(1e-12));
      assertThat(east.scannedBytes()).isPositive();
    }
  }

  @Test
  void text_thenSaysTheSameForPeople() {
    try (TestTable table = TestTable.create(regions)) {
      assertThat(example(table).toText())
          .startsWith("Sync done in part (5 keys compared in ")
          .contains("us-east-1/planets: 4 items")
          .contains("1 in sync, 2 missing, 1 stale, 1 conflicting")
          .contains("3 repaired, 1 tombstones purged")
          .contains("differs: stale \"ü\": stale in us-west-1, winner in us-east-1")
          .contains("skipped: 1 in us-east-1: ")
          .contains("\n    bad\n")
          .contains("2024-11-01");
      assertThat(table.verify().toText()).startsWith("The replicas differ");
      table.client(0).deleteItem(d -> d.tableName("planets").key(Map.of("id", s("bad"))));
      assertThat(table.sync().toText()).startsWith("Sync done (");
      assertThat(table.verify().toText()).startsWith("The replicas are identical");
      SyncOptions dryRun = SyncOptions.builder().dryRun(true).build();
      assertThat(table.sync(dryRun).toText()).startsWith("Dry run").contains("would be: 0");
    }
  }

  /** One key in sync, one missing, one stale, one deleted here only, one bad. */
  private static SyncReport example(TestTable table) {
    table.putEverywhere(live("same", NEW, "x"));
    table.put(0, live("stale \"ü\"", NEW, "new"), Map.of("id", s("bad"), "last_updated", n(1)));
    table.put(1, live("stale \"ü\"", OLD, "old"), live("bad", NEW, "x"));
    table.put(1, live("missing", NEW, "x"));
    table.put(0, tombstone("gone", NEW));
    return table.sync();
  }

  private static AttributeValue field(Map<String, AttributeValue> json, String name) {
    return Objects.requireNonNull(json.get(name), name);
  }
}
