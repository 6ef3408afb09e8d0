package io.github.dynamodbha.sync;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The report as one JSON object, by the SDK's own codec for documents; docs/sync.md describes it.
 */
final class JsonReport {
  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  private final SyncReport report;

  JsonReport(SyncReport report) {
    this.report = report;
  }

  String json() {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("schema", number(SyncReport.JSON_SCHEMA));
    fields.put("mode", text(report.mode().name()));
    fields.put("started", text(report.started().toString()));
    fields.put("ended", text(report.ended().toString()));
    fields.put("identical", AttributeValue.fromBool(report.identical()));
    fields.put("complete", AttributeValue.fromBool(report.complete()));
    fields.put("counts", counts(report.counts()));
    fields.put("replicas", list(report.replicas(), JsonReport::replica));
    fields.put("costUsd", number(report.costUsd()));
    fields.put("estimatedCostUsd", number(report.estimatedCostUsd()));
    fields.put("priceSource", text(SyncReport.PRICE_SOURCE));
    fields.put("segments", number(report.segments()));
    fields.put("picture", list(differing(), JsonReport::column));
    fields.put("divergences", list(report.divergences(), JsonReport::divergence));
    fields.put("skipped", list(report.skipReasons(), this::skipped));
    fields.put("notes", list(report.notes(), JsonReport::text));
    return EnhancedDocument.fromAttributeValueMap(fields).toJson();
  }

  private static AttributeValue counts(SyncCounts counts) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("keysCompared", number(counts.keysCompared()));
    fields.put("inSync", number(counts.inSync()));
    fields.put("missing", number(counts.missing()));
    fields.put("stale", number(counts.stale()));
    fields.put("conflicting", number(counts.conflicting()));
    fields.put("repaired", number(counts.repaired()));
    fields.put("purged", number(counts.purged()));
    fields.put("tombstonesKept", number(counts.tombstonesKept()));
    fields.put("unresolved", number(counts.unresolved()));
    fields.put("changedDuringRun", number(counts.changedDuringRun()));
    fields.put("skipped", number(counts.skipped()));
    return AttributeValue.fromM(fields);
  }

  private static AttributeValue replica(ReplicaReport replica) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("region", text(replica.region()));
    fields.put("tableName", text(replica.tableName()));
    fields.put("scannedItems", number(replica.scannedItems()));
    fields.put("scannedBytes", number(replica.scannedBytes()));
    fields.put("estimatedItems", number(replica.estimatedItems()));
    fields.put("estimatedBytes", number(replica.estimatedBytes()));
    fields.put("readUnits", number(replica.readUnits()));
    fields.put("writeUnits", number(replica.writeUnits()));
    fields.put("estimatedReadUnits", number(replica.estimatedReadUnits()));
    fields.put("estimatedCostUsd", number(replica.estimatedCostUsd()));
    fields.put("costUsd", number(replica.costUsd()));
    fields.put("differing", AttributeValue.fromM(kinds(replica.differing())));
    return AttributeValue.fromM(fields);
  }

  private List<SegmentCounts> differing() {
    return report.picture().stream().filter(column -> column.counts().total() > 0).toList();
  }

  private static AttributeValue column(SegmentCounts column) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("firstSegment", number(column.firstSegment()));
    fields.put("lastSegment", number(column.lastSegment()));
    fields.putAll(kinds(column.counts()));
    return AttributeValue.fromM(fields);
  }

  private static Map<String, AttributeValue> kinds(KindCounts counts) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("missing", number(counts.missing()));
    fields.put("stale", number(counts.stale()));
    fields.put("conflicting", number(counts.conflicting()));
    return fields;
  }

  /** A divergence by itself, on one line. */
  static String json(Divergence divergence) {
    return EnhancedDocument.fromAttributeValueMap(fields(divergence)).toJson();
  }

  private static AttributeValue divergence(Divergence divergence) {
    return AttributeValue.fromM(fields(divergence));
  }

  private static Map<String, AttributeValue> fields(Divergence divergence) {
    Map<String, AttributeValue> affected = new LinkedHashMap<>();
    divergence.affected().forEach((region, kind) -> affected.put(region, text(kind.name())));
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("key", AttributeValue.fromM(divergence.keyAttributes()));
    fields.put("segment", number(divergence.segment()));
    fields.put("kind", text(divergence.kind().name()));
    fields.put("affected", AttributeValue.fromM(affected));
    fields.put("winnerRegion", text(divergence.winnerRegion()));
    fields.put(
        "winnerVersion",
        divergence.winnerVersion() == null ? NULL : text(divergence.winnerVersion().text()));
    fields.put("deleted", AttributeValue.fromBool(divergence.deleted()));
    return fields;
  }

  private AttributeValue skipped(SkipReason why) {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    fields.put("region", text(why.region()));
    fields.put("reason", text(why.reason()));
    fields.put("count", number(why.count()));
    fields.put(
        "sampleKeys",
        list(why.sampleKeys(), key -> AttributeValue.fromM(report.keys().attributesOf(key))));
    return AttributeValue.fromM(fields);
  }

  private static <T> AttributeValue list(List<T> values, Function<T, AttributeValue> json) {
    return AttributeValue.fromL(values.stream().map(json).toList());
  }

  private static AttributeValue text(@Nullable String text) {
    return text == null ? NULL : AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** In plain digits: the codec writes numbers as they are, and some readers know no exponents. */
  private static AttributeValue number(double number) {
    return AttributeValue.fromN(BigDecimal.valueOf(number).toPlainString());
  }
}
