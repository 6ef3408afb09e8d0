package io.github.dynamodbha.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report in a few lines of English. */
final class TextReport {
  /** Samples shown; the JSON has all that the report keeps. */
  private static final int MAX_LINES = 10;

  private final SyncReport report;
  private final List<String> lines = new ArrayList<>();

  TextReport(SyncReport report) {
    this.report = report;
  }

  String text() {
    lines.add(headline());
    report.replicas().forEach(this::replica);
    counts();
    report.divergences().stream().limit(MAX_LINES).forEach(this::divergence);
    more("differing keys", report.divergences().size(), report.counts().differing());
    report.skipped().stream().limit(MAX_LINES).forEach(this::skipped);
    more("skipped", report.skipped().size(), report.counts().skipped());
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
            "  %s/%s: %,d items, %,d bytes scanned; %,.1f read units, %,.1f write units",
            replica.region(),
            replica.tableName(),
            replica.scannedItems(),
            replica.scannedBytes(),
            replica.readUnits(),
            replica.writeUnits()));
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
    StringBuilder line = new StringBuilder("  differs: ").append(divergence.key()).append(":");
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

  private void skipped(SyncReport.Skipped skipped) {
    lines.add("  skipped: " + skipped.key() + " in " + skipped.region() + ": " + skipped.reason());
  }

  private void more(String what, int samples, long total) {
    long shown = Math.min(MAX_LINES, samples);
    if (total > shown) {
      lines.add(format("  ... and %,d more %s", total - shown, what));
    }
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
