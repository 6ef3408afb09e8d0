package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.Figures.bytes;
import static io.github.dynamodbha.sync.Figures.dollars;
import static io.github.dynamodbha.sync.Figures.units;
import static io.github.dynamodbha.sync.Figures.whole;

import java.util.List;

/** The page's numbers for each region: what was read, what differs there, and what it cost. */
final class HtmlRegions {
  private final SyncReport report;

  HtmlRegions(SyncReport report) {
    this.report = report;
  }

  void addTo(Html html) {
    html.markup("<section>\n<h2>Regions</h2>\n<table class=\"wide\">\n<thead><tr><th>Region</th>");
    for (String column :
        List.of("Items", "Size", "Conflicting", "Stale", "Missing", "Read units", "Write units")) {
      html.markup("<th class=\"n\">").text(column).markup("</th>");
    }
    html.markup("</tr></thead>\n<tbody>\n");
    report.replicas().forEach(replica -> row(html, replica));
    html.markup("</tbody>\n</table>\n</section>\n");
    cost(html);
  }

  private static void row(Html html, ReplicaReport replica) {
    html.markup("<tr><td class=\"head\"><b>")
        .text(replica.region())
        .markup("</b> <span class=\"sub\">")
        .text(replica.tableName())
        .markup("</span></td>")
        .number("Items", whole(replica.scannedItems()), expected(whole(replica.estimatedItems())))
        .number("Size", bytes(replica.scannedBytes()), expected(bytes(replica.estimatedBytes())))
        .number("Conflicting", whole(replica.differing().conflicting()))
        .number("Stale", whole(replica.differing().stale()))
        .number("Missing", whole(replica.differing().missing()))
        .number(
            "Read units", units(replica.readUnits()), expected(units(replica.estimatedReadUnits())))
        .number("Write units", units(replica.writeUnits()))
        .markup("</tr>\n");
  }

  private static String expected(String estimate) {
    return "estimated " + estimate;
  }

  private void cost(Html html) {
    double most =
        report.replicas().stream()
            .mapToDouble(r -> Math.max(r.costUsd(), r.estimatedCostUsd()))
            .max()
            .orElse(0);
    html.markup("<section>\n<h2>Cost</h2>\n<p class=\"hint\">About <b>")
        .text(dollars(report.costUsd()))
        .markup("</b>; ")
        .text(
            dollars(report.estimatedCostUsd())
                + " were estimated before the run, for the scan alone, from the sizes that"
                + " DynamoDB tells (it counts about every six hours).")
        .markup("</p>\n<div class=\"costs\">\n");
    for (ReplicaReport replica : report.replicas()) {
      html.markup("<div class=\"cost\"><b>").text(replica.region()).markup("</b>\n");
      costBar(html, "estimated", replica.estimatedCostUsd(), replica.estimatedReadUnits(), most);
      costBar(html, "actual", replica.costUsd(), replica.readUnits() + replica.writeUnits(), most);
      html.markup("</div>\n");
    }
    html.markup("</div>\n<p class=\"source\">")
        .text("Price: " + SyncReport.PRICE_SOURCE + ".")
        .markup("</p>\n</section>\n");
  }

  private static void costBar(Html html, String name, double usd, double units, double most) {
    double percent = most == 0 ? 0 : 100 * usd / most;
    html.markup("<div class=\"line " + name + "\"><span class=\"what\">" + name + "</span>")
        .markup("<span class=\"track\" aria-hidden=\"true\"><i style=\"width:")
        .markup(Figures.format("%.1f%%", percent))
        .markup("\"></i></span><span class=\"n\">")
        .text(dollars(usd) + " (" + units(units) + " units)")
        .markup("</span></div>\n");
  }
}
