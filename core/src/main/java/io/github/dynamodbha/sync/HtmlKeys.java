package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Figures.counted;
import static io.github.dynamodbha.sync.Figures.whole;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page's lists of keys: samples of what differs, and what was skipped and why. */
final class HtmlKeys {
  /** A key may have 3 KB; the JSON has it whole. */
  private static final int MAX_CHARACTERS = 160;

  private final SyncReport report;

  HtmlKeys(SyncReport report) {
    this.report = report;
  }

  void addTo(Html html) {
    if (!report.divergences().isEmpty()) {
      html.markup("<section>\n<h2>Keys that differ</h2>\n");
      kind(html, Kind.CONFLICTING, "same version, other content, or none can be told to be newer");
      kind(html, Kind.STALE, "a region has an older copy");
      kind(html, Kind.MISSING, "a region has no copy");
      html.markup("</section>\n");
    }
    if (!report.skipReasons().isEmpty()) {
      html.markup("<section>\n<h2>What could not be done</h2>\n");
      report.skipReasons().forEach(why -> skipped(html, why));
      html.markup("</section>\n");
    }
  }

  private void kind(Html html, Kind kind, String meaning) {
    List<Divergence> samples = report.divergences().stream().filter(d -> d.kind() == kind).toList();
    if (samples.isEmpty()) {
      return;
    }
    String name = kind.name().toLowerCase(Locale.ROOT);
    long total = report.picture().stream().mapToLong(c -> c.counts().of(kind)).sum();
    boolean first = report.divergences().get(0).kind() == kind;
    html.markup("<details class=\"" + name + "\"" + (first ? " open" : "") + ">\n<summary><b>")
        .text(name)
        .markup("</b> <span class=\"sub\">")
        .text(counted(total, "key") + ": " + meaning + shown(samples.size(), total))
        .markup("</span></summary>\n<table class=\"wide\">\n<thead><tr><th>Key</th><th>Where</th>")
        .markup("<th>Newest copy</th></tr></thead>\n<tbody>\n");
    samples.forEach(divergence -> divergence(html, divergence));
    html.markup("</tbody>\n</table>\n</details>\n");
  }

  private static void divergence(Html html, Divergence divergence) {
    html.markup("<tr><td class=\"head\">");
    key(html, divergence.key());
    html.markup("</td>")
        .cell(
            "Where",
            divergence.affected().entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")))
        .cell("Newest copy", winner(divergence))
        .markup("</tr>\n");
  }

  private static String winner(Divergence divergence) {
    if (divergence.winnerRegion() == null) {
      return "can't be told";
    }
    return divergence.winnerRegion()
        + (divergence.deleted() ? ", deleted" : "")
        + (divergence.winnerVersion() == null
            ? ", no version"
            : ", " + divergence.winnerVersion().text());
  }

  private static void skipped(Html html, SkipReason why) {
    html.markup("<details>\n<summary><b>")
        .text(why.region() + ": " + counted(why.count(), "key"))
        .markup("</b> <span class=\"sub\">")
        .text(why.reason() + shown(why.sampleKeys().size(), why.count()))
        .markup("</span></summary>\n<ul class=\"keys\">\n");
    for (ItemKey key : why.sampleKeys()) {
      html.markup("<li>");
      key(html, key);
      html.markup("</li>\n");
    }
    html.markup("</ul>\n</details>\n");
  }

  private static void key(Html html, ItemKey key) {
    String text = key.toString();
    int length = text.codePointCount(0, text.length());
    String start = text.substring(0, text.offsetByCodePoints(0, Math.min(length, MAX_CHARACTERS)));
    html.markup("<code><bdi>")
        .text(length > MAX_CHARACTERS ? start + "… (" + whole(length) + " characters)" : start)
        .markup("</bdi></code>");
  }

  private static String shown(long samples, long total) {
    return samples < total ? "; the first " + whole(samples) + " are shown" : "";
  }
}
