package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Figures.counted;
import static io.github.dynamodbha.sync.Figures.whole;

import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Draws what differs where: a strip of bars for each kind, a bar for each column of segments. Each
 * strip has its own scale, so that a thousand missing keys don't flatten the one conflict. Labels
 * are HTML beside the drawing, so that they stay readable however narrow it gets.
 */
final class HtmlPicture {
  /** The drawing's height in its own units. */
  private static final double HEIGHT = 100;

  /** So that one key among very many can be seen. */
  private static final double MIN_BAR = 4;

  /** Of a column's width; the rest parts it from the next. */
  private static final double BAR_WIDTH = 0.8;

  private final List<SegmentCounts> columns;
  private final int segments;
  private final SyncCounts counts;

  HtmlPicture(SyncReport report) {
    columns = report.picture();
    segments = report.segments();
    counts = report.counts();
  }

  void addTo(Html html) {
    html.markup("<section>\n<h2>What differs where</h2>\n");
    if (counts.differing() == 0) {
      html.element(
          "p class=\"calm\"", "Nothing differs in any of " + counted(segments, "segment") + ".");
      html.markup("</section>\n");
      return;
    }
    html.element(
        "p class=\"hint\"",
        "The scan divides each table into "
            + counted(segments, "segment")
            + ", over which DynamoDB spreads the keys by a hash. What a region missed for a time"
            + " shows in all of them; each row has a scale of its own.");
    strip(html, Kind.CONFLICTING);
    strip(html, Kind.STALE);
    strip(html, Kind.MISSING);
    html.markup("<p class=\"axis\" aria-hidden=\"true\"><span>segment 0</span><span>segment ")
        .text(whole(Math.max(0, segments - 1)))
        .markup("</span></p>\n");
    table(html);
    html.markup("</section>\n");
  }

  private void strip(Html html, Kind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT);
    long most = columns.stream().mapToLong(column -> column.counts().of(kind)).max().orElse(0);
    long total = columns.stream().mapToLong(column -> column.counts().of(kind)).sum();
    long used = columns.stream().filter(column -> column.counts().of(kind) > 0).count();
    html.markup("<figure class=\"strip " + name + "\">\n<figcaption><b>")
        .text(name)
        .markup("</b> <span>")
        .text(total == 0 ? "none" : counted(total, "key") + ", the tallest bar is " + whole(most))
        .markup("</span></figcaption>\n")
        .markup("<svg viewBox=\"0 0 " + columns.size() + " 100\" preserveAspectRatio=\"none\"")
        .markup(" role=\"img\" aria-label=\"")
        .text(
            "%s: %s, in %d of %d columns"
                .formatted(name, counted(total, "key"), used, columns.size()))
        .markup("\">\n");
    for (int i = 0; i < columns.size(); i++) {
      long count = columns.get(i).counts().of(kind);
      if (count > 0) {
        bar(html, i, count, Math.max(MIN_BAR, HEIGHT * count / most), name);
      }
    }
    html.markup("</svg>\n</figure>\n");
  }

  private void bar(Html html, int column, long count, double height, String name) {
    html.markup(
            Figures.format(
                "<rect class=\"bar\" x=\"%.1f\" y=\"%.2f\" width=\"%.1f\" height=\"%.2f\"><title>",
                column + (1 - BAR_WIDTH) / 2, HEIGHT - height, BAR_WIDTH, height))
        .text(label(columns.get(column)) + ": " + whole(count) + " " + name)
        .markup("</title></rect>\n");
  }

  private void table(Html html) {
    html.markup("<details>\n<summary>The same as numbers</summary>\n<table>\n<thead><tr>")
        .markup("<th>Segments</th><th class=\"n\">Conflicting</th><th class=\"n\">Stale</th>")
        .markup("<th class=\"n\">Missing</th></tr></thead>\n<tbody>\n");
    for (SegmentCounts column : columns) {
      if (column.counts().total() > 0) {
        html.markup("<tr>")
            .cell("Segments", range(column))
            .number("Conflicting", whole(column.counts().conflicting()))
            .number("Stale", whole(column.counts().stale()))
            .number("Missing", whole(column.counts().missing()))
            .markup("</tr>\n");
      }
    }
    html.markup("</tbody>\n</table>\n</details>\n");
  }

  private static String label(SegmentCounts column) {
    return (column.firstSegment() == column.lastSegment() ? "segment " : "segments ")
        + range(column);
  }

  private static String range(SegmentCounts column) {
    return column.firstSegment() == column.lastSegment()
        ? whole(column.firstSegment())
        : whole(column.firstSegment()) + " to " + whole(column.lastSegment());
  }
}
