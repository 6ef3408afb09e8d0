package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which table, in which regions, and how it is called: shared by all commands on a table. */
final class TableOptions {
  /** DESIGN.md, section 8. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Mixin private RegionOptions regions = new RegionOptions();

  @Option(
      names = "--hash-key",
      order = 6,
      paramLabel = "ATTRIBUTE",
      description = "The partition key's attribute. Default: the regions are asked.")
  private @Nullable String hashKey;

  @Option(
      names = "--range-key",
      order = 7,
      paramLabel = "ATTRIBUTE",
      description = "The sort key's attribute, if --hash-key is given and the table has one.")
  private @Nullable String rangeKey;

  @Option(
      names = "--acknowledge",
      order = 8,
      paramLabel = "HOW-MANY",
      description = "How many regions must store a write: one (default), quorum or all.")
  private @Nullable Acknowledge acknowledge;

  @Option(
      names = "--read-strategy",
      order = 9,
      paramLabel = "STRATEGY",
      description =
          "newest (default) asks all regions; nearest asks the first, and others if it fails.")
  private @Nullable ReadStrategy readStrategy;

  @Option(
      names = "--version-attribute",
      order = 10,
      paramLabel = "ATTRIBUTE",
      description = "Where items hold their version. Default: last_updated.")
  private @Nullable String versionAttribute;

  @Option(
      names = "--deleted-attribute",
      order = 11,
      paramLabel = "ATTRIBUTE",
      description = "What marks a deleted item. Default: deleted.")
  private @Nullable String deletedAttribute;

  /** The table; no region is called yet. Fails where the options don't fit each other. */
  HighlyAvailableTable open() {
    TableBuilder builder = regions.builder(TIMEOUT).rangeKey(rangeKey);
    if (hashKey != null) {
      builder.hashKey(hashKey);
    }
    if (acknowledge != null) {
      builder.acknowledge(acknowledge);
    }
    if (readStrategy != null) {
      builder.readStrategy(readStrategy);
    }
    if (versionAttribute != null) {
      builder.versionAttribute(versionAttribute);
    }
    if (deletedAttribute != null) {
      builder.deletedAttribute(deletedAttribute);
    }
    return builder.build();
  }
}
