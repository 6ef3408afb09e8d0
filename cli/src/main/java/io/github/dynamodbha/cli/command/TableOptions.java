package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.replica.DefaultCredentials;
import io.github.dynamodbha.table.Acknowledge;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReadStrategy;
import io.github.dynamodbha.table.TableBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which table, in which regions, and how it is called: shared by all commands on a table. */
final class TableOptions {
  @Option(
      names = "--table-name",
      required = true,
      order = 1,
      paramLabel = "NAME",
      description = "The table's name, the same in every region.")
  private String tableName = "";

  @Option(
      names = "--regions",
      order = 2,
      paramLabel = "REGION,REGION",
      split = ",",
      description =
          "Two or more regions, in order of preference. Default: those of --endpoint-url.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--endpoint-url",
      order = 3,
      paramLabel = "REGION=URL",
      description = "The endpoint of one region, in place of AWS's own; may be repeated.")
  private List<String> endpointUrls = new ArrayList<>();

  @Option(
      names = "--profile",
      order = 4,
      description = "A profile of the AWS configuration files. Default: AWS's own chain.")
  private @Nullable String profile;

  @Option(
      names = "--timeout",
      order = 5,
      paramLabel = "TIME",
      converter = Durations.class,
      description = "The longest that one call may take, such as 5s (default) or 500ms.")
  private @Nullable Duration timeout;

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
    return builder().build();
  }

  /** As {@link #open}, with a timeout of its own where none is given. */
  HighlyAvailableTable open(Duration defaultTimeout) {
    return timeout == null ? builder().timeout(defaultTimeout).build() : open();
  }

  private TableBuilder builder() {
    Endpoints endpoints = Endpoints.of(regions, endpointUrls);
    requireTwoRegions(endpoints.regions());
    TableBuilder builder = HighlyAvailableTable.builder().tableName(tableName).rangeKey(rangeKey);
    for (String region : endpoints.regions()) {
      builder.replica(
          replica -> replica.region(region).endpointOverride(endpoints.urls().get(region)));
    }
    if (profile != null) {
      builder.credentialsProvider(DefaultCredentials.create(profile));
    }
    if (timeout != null) {
      builder.timeout(timeout);
    }
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
    return builder;
  }

  private static void requireTwoRegions(List<String> regions) {
    if (regions.size() < 2) {
      throw new UsageException(
          "Two or more regions are needed, but "
              + (regions.isEmpty() ? "none is" : "only " + regions.get(0) + " is")
              + " given: add --regions us-east-1,us-west-1, or --endpoint-url REGION=URL for each");
    }
    Stream<String> repeated =
        regions.stream().filter(r -> regions.indexOf(r) != regions.lastIndexOf(r));
    repeated
        .findFirst()
        .ifPresent(
            region -> {
              throw new UsageException(
                  "Region '"
                      + region
                      + "' is given twice in --regions "
                      + String.join(",", regions)
                      + ": name each region once");
            });
  }
}
