package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.replica.DefaultCredentials;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Which table, in which regions, and how they are called. */
final class RegionOptions {
  @Option(
      names = "--table-name",
      required = true,
      order = 1,
      paramLabel = "[REGION=]NAME",
      description =
          "The table's name. Where regions name it differently, repeat it: REGION=NAME for one,"
              + " NAME for all others.")
  private List<String> tableNames = new ArrayList<>();

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
      paramLabel = "[REGION=]PROFILE",
      description =
          "A profile of the AWS configuration files; REGION=PROFILE for a region of another account,"
              + " may be repeated. Default: AWS's own chain.")
  private List<String> profiles = new ArrayList<>();

  @Option(
      names = "--timeout",
      order = 5,
      paramLabel = "TIME",
      converter = Durations.class,
      description =
          "The longest that one call may take, such as 500ms. Default: 5s (create-table: 10s).")
  private @Nullable Duration timeout;

  /**
   * A builder with these settings; the timeout is the given one where none was asked for.
   *
   * @throws UsageException if there are fewer than two regions, one is repeated, or one has no
   *     table's name
   */
  TableBuilder builder(Duration otherwise) {
    Endpoints endpoints = Endpoints.of(regions, endpointUrls);
    requireTwoRegions(endpoints.regions());
    Map<String, String> names =
        PerRegion.of("--table-name", tableNames, endpoints.regions())
            .ofAll("--table-name", endpoints.regions());
    PerRegion profile = PerRegion.of("--profile", profiles, endpoints.regions());
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(names.getOrDefault(endpoints.regions().get(0), ""))
            .timeout(timeout == null ? otherwise : timeout);
    Map<String, AwsCredentialsProvider> credentials = new HashMap<>();
    for (String region : endpoints.regions()) {
      String name = profile.of(region);
      builder.replica(
          replica ->
              replica
                  .region(region)
                  .tableName(names.get(region))
                  .endpointOverride(endpoints.urls().get(region))
                  .credentialsProvider(
                      name == null
                          ? null
                          : credentials.computeIfAbsent(name, DefaultCredentials::create)));
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
    for (String region : regions) {
      if (regions.indexOf(region) != regions.lastIndexOf(region)) {
        throw new UsageException(
            "Region '%s' is given twice in --regions %s: name each region once"
                .formatted(region, String.join(",", regions)));
      }
    }
  }
}
