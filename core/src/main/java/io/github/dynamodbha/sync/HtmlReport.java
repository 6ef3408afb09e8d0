package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Figures.whole;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The report as one page that needs nothing else: no script, no file beside it, no network. Its
 * policy forbids all of these, whatever a key may contain.
 */
final class HtmlReport {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final SyncReport report;
  private final Answer answer;
  private final Html html = new Html();

  HtmlReport(SyncReport report) {
    this.report = report;
    this.answer = Answer.of(report);
  }

  String html() {
    head();
    header();
    tiles();
    new HtmlPicture(report).addTo(html);
    new HtmlRegions(report).addTo(html);
    outcome();
    new HtmlKeys(report).addTo(html);
    notes();
    html.markup("</main>\n</body>\n</html>\n");
    return html.toString();
  }

  private String task() {
    return report.mode() == SyncReport.Mode.VERIFY ? "Comparison" : "Synchronisation";
  }

  private String tables() {
    return report.replicas().stream()
        .map(ReplicaReport::tableName)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void head() {
    html.markup(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            """)
        .element("title", tables() + ": " + answer.word() + " (" + task() + ", dynamodb-ha)")
        .markup("<style>\n" + HtmlStyle.CSS + "</style>\n</head>\n<body>\n<main>\n");
  }

  private void header() {
    html.markup(
            "<header class=\""
                + answer.mood().name().toLowerCase(Locale.ROOT)
                + "\">\n<p class=\"what\">")
        .text(task() + " of table " + tables())
        .markup("</p>\n<p class=\"word\">")
        .text(answer.word())
        .markup("</p>\n<h1>")
        .text(answer.sentence())
        .markup("</h1>\n");
    if (!answer.rest().isEmpty()) {
      html.element("p class=\"rest\"", answer.rest());
    }
    html.markup("<p class=\"when\">")
        .text(
            report.replicas().stream()
                .map(ReplicaReport::region)
                .collect(Collectors.joining(", ", "", ".")))
        .markup(" ")
        .text(
            "%s to %s (%s)."
                .formatted(
                    TIME.format(report.started()),
                    TIME.format(report.ended()),
                    Figures.time(Duration.between(report.started(), report.ended()))))
        .markup("</p>\n</header>\n");
  }

  private void tiles() {
    SyncCounts counts = report.counts();
    html.markup("<dl class=\"tiles\">\n");
    tile("keys compared", whole(counts.keysCompared()), "");
    tile("in sync", whole(counts.inSync()), "");
    tile("conflicting", whole(counts.conflicting()), "conflicting");
    tile("stale", whole(counts.stale()), "stale");
    tile("missing", whole(counts.missing()), "missing");
    tile("cost", Figures.dollars(report.costUsd()), "");
    html.markup("</dl>\n");
  }

  private void tile(String name, String value, String kind) {
    html.markup("<div class=\"tile " + kind + "\"><dt>")
        .text(name)
        .markup("</dt><dd>")
        .text(value)
        .markup("</dd></div>\n");
  }

  private void outcome() {
    SyncCounts counts = report.counts();
    html.markup("<section>\n");
    html.element(
        "h2",
        switch (report.mode()) {
          case SYNC -> "What was done";
          case DRY_RUN -> "What would be done";
          case VERIFY -> "What else was seen";
        });
    html.markup("<table class=\"outcome\">\n<tbody>\n");
    if (report.mode() != SyncReport.Mode.VERIFY) {
      outcome("Repaired", counts.repaired(), "every region holds the newest copy");
      outcome("Purged", counts.purged(), "deletions that every region knew of, removed for good");
    }
    outcome("Tombstones kept", counts.tombstonesKept(), "deletions that every region knows of");
    if (report.mode() != SyncReport.Mode.VERIFY) {
      outcome(
          "Conflicts left alone", counts.unresolved(), "no copy has a version: choose a region");
    }
    outcome("Changed meanwhile", counts.changedDuringRun(), "others wrote them during the run");
    outcome("Could not be done", counts.skipped(), "keys times regions, with the reasons below");
    html.markup("</tbody>\n</table>\n</section>\n");
  }

  private void outcome(String name, long number, String meaning) {
    html.markup("<tr><th scope=\"row\">")
        .text(name)
        .markup("</th><td class=\"n\">")
        .text(whole(number))
        .markup("</td><td class=\"sub\">")
        .text(meaning)
        .markup("</td></tr>\n");
  }

  private void notes() {
    List<String> notes = report.notes();
    if (!notes.isEmpty()) {
      html.markup("<section>\n<h2>Notes</h2>\n<ul>\n");
      notes.forEach(note -> html.element("li", note));
      html.markup("</ul>\n</section>\n");
    }
    html.markup("<footer>")
        .text("dynamodb-ha. Keys are samples; --report and --divergences hold more.")
        .markup("</footer>\n");
  }
}
