package io.github.dynamodbha.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report in a few lines of English. */
final class TextReport {
  /** Samples shown of each kind and reason; the JSON has all that the report keeps. */
  private static final int MAX_LINES = 5;

  private final SyncReport report;
  private final List<String> lines = new ArrayList<>();

  TextReport(SyncReport report) {
    this.report = report;
  }

  String text() {
    lines.add(headline());
    report.replicas().forEach(this::replica);
    counts();
    samples(Divergence.Kind.CONFLICTING, report.counts().conflicting());
    samples(Divergence.Kind.STALE, report.counts().stale());
    samples(Divergence.Kind.MISSING, report.counts().missing());
    report.skipReasons().forEach(this::skipped);
    report.notes().forEach(note -> lines.add("Note: " + note));
    lines.add(
        format(
            "Cost: about $%.6f, estimated $%.6f (%s)",
            report.costUsd(), report.estimatedCostUsd(), SyncReport.PRICE_SOURCE));
    return String.join("\n", lines);
  }

  private String headline() {
    SyncCounts counts = report.counts();
    String seconds =
        format("%.1f s", Duration.between(report.started(), report.ended()).toMillis() / 1000.0);
    String what =
        switch (report.mode()) {
          case SYNC -> "Sync " + (report.complete() ? "done" : "done in part");
          case DRY_RUN -> "Dry run: nothing was written";
          case VERIFY ->
              report.identical()
                  ? "The replicas are identical"
                  : counts.differing() > 0
                      ? "The replicas differ"
                      : "Not proven: some keys could not be compared";
        };
    return what + format(" (%,d keys compared in ", counts.keysCompared()) + seconds + ")";
  }

  private void replica(ReplicaReport replica) {
    lines.add(
        format(
            "  %s/%s: %,d items, %,d bytes scanned; %,.1f read units (estimated %,.1f), %,.1f write"
                + " units, $%.6f",
            replica.region(),
            replica.tableName(),
            replica.scannedItems(),
            replica.scannedBytes(),
            replica.readUnits(),
            replica.estimatedReadUnits(),
            replica.writeUnits(),
            replica.costUsd()));
    KindCounts differing = replica.differing();
    if (differing.total() > 0) {
      lines.add(
          format(
              "    differs: %,d missing, %,d stale, %,d conflicting",
              differing.missing(), differing.stale(), differing.conflicting()));
    }
  }

  private void counts() {
    SyncCounts counts = report.counts();
    lines.add(
        format(
            "  %,d in sync, %,d missing, %,d stale, %,d conflicting",
            counts.inSync(), counts.missing(), counts.stale(), counts.conflicting()));
    if (report.mode() == SyncReport.Mode.VERIFY) {
      lines.add(format("  %,d skipped", counts.skipped()));
      return;
    }
    lines.add(
        format(
            "  %s%,d repaired, %,d tombstones purged, %,d tombstones kept, %,d conflicts left"
                + " alone, %,d changed meanwhile, %,d skipped",
            report.mode() == SyncReport.Mode.DRY_RUN ? "would be: " : "",
            counts.repaired(),
            counts.purged(),
            counts.tombstonesKept(),
            counts.unresolved(),
            counts.changedDuringRun(),
            counts.skipped()));
  }

  private void divergence(Divergence divergence) {
    StringBuilder line =
        new StringBuilder("  differs: ")
            .append(Printable.of(divergence.key().toString()))
            .append(":");
    for (Map.Entry<String, Divergence.Kind> region : divergence.affected().entrySet()) {
      line.append(' ')
          .append(region.getValue().name().toLowerCase(Locale.ROOT))
          .append(" in ")
          .append(region.getKey())
          .append(',');
    }
    line.append(
        divergence.winnerRegion() == null
            ? " no winner"
            : " winner in "
                + divergence.winnerRegion()
                + (divergence.deleted() ? " (deleted)" : ""));
    lines.add(line.toString());
  }

  private void samples(Divergence.Kind kind, long total) {
    List<Divergence> shown =
        report.divergences().stream().filter(d -> d.kind() == kind).limit(MAX_LINES).toList();
    shown.forEach(this::divergence);
    more(kind.name().toLowerCase(Locale.ROOT), shown.size(), total);
  }

  private void skipped(SkipReason why) {
    lines.add(
        format("  skipped: %,d in %s: ", why.count(), why.region()) + Printable.of(why.reason()));
    why.sampleKeys().stream()
        .limit(MAX_LINES)
        .forEach(key -> lines.add("    " + Printable.of(key.toString())));
    more("such keys", Math.min(MAX_LINES, why.sampleKeys().size()), why.count());
  }

  private void more(String what, int shown, long total) {
    if (total > shown) {
      lines.add(format("  ... and %,d more %s", total - shown, what));
    }
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
