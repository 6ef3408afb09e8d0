package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReplicaStatus;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** Creates the table in every region where it is missing. */
@Command(
    name = "create-table",
    header = "Create the table in every region.",
    description = {
      "Creates the table, billed on demand, in every region where it is missing, and waits until",
      "it can be used. Exit code 255 if a region can't be reached: run it again then."
    },
    footer = {
      "",
      "Example:",
      "  dynamodb-ha create-table --table-name planets --regions us-east-1,us-west-1 --hash-key name",
      "",
      "API calls: CreateTable and DescribeTable in every region."
    })
public final class CreateTableCommand extends CliCommand {
  /** For one call; the wait for AWS to make the table has no end but the user's patience. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private RegionOptions regions = new RegionOptions();

  @Option(
      names = "--hash-key",
      required = true,
      order = 20,
      paramLabel = "NAME[:S|N|B]",
      converter = KeyAttribute.Converter.class,
      description = "The partition key's attribute and type; S (text) if none is given.")
  private KeyAttribute hashKey = new KeyAttribute("", "S");

  @Option(
      names = "--range-key",
      order = 21,
      paramLabel = "NAME[:S|N|B]",
      converter = KeyAttribute.Converter.class,
      description = "The sort key's attribute and type, if the table is to have one.")
  private @Nullable KeyAttribute rangeKey;

  /** A command that prints there. */
  public CreateTableCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    if (rangeKey != null && rangeKey.name().equals(hashKey.name())) {
      throw new UsageException(
          "--hash-key and --range-key both name '" + hashKey.name() + "': name two attributes");
    }
    try (HighlyAvailableTable table = regions.builder(TIMEOUT).build()) {
      List<ReplicaStatus> replicas = table.create(this::describe);
      while (replicas.stream().anyMatch(CreateTableCommand::isInTheMaking)) {
        Thread.sleep(POLL.toMillis());
        replicas = table.status();
      }
      RegionRecords.requireCredentials(replicas);
      RecordPrinter.print(console(), output(OutputFormat.table), RegionRecords.of(replicas));
      requireKeys(replicas);
      return exitCode(replicas);
    }
  }

  private void describe(CreateTableRequest.Builder request) {
    request
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(
            rangeKey == null
                ? List.of(hashKey.element(KeyType.HASH))
                : List.of(hashKey.element(KeyType.HASH), rangeKey.element(KeyType.RANGE)))
        .attributeDefinitions(
            Stream.of(hashKey, rangeKey)
                .filter(Objects::nonNull)
                .map(KeyAttribute::definition)
                .toList());
  }

  private static boolean isInTheMaking(ReplicaStatus replica) {
    return replica.description() != null
        && replica.description().tableStatus() == TableStatus.CREATING;
  }

  private void requireKeys(List<ReplicaStatus> replicas) {
    String wanted = hashKey.described() + (rangeKey == null ? "" : ", " + rangeKey.described());
    for (ReplicaStatus replica : replicas) {
      String found = replica.keySchema().map(RegionRecords::described).orElse(wanted);
      if (!found.equals(wanted)) {
        throw new ConfigurationException(
            "%s has a table of this name with other keys, %s: delete it, or choose another name"
                .formatted(replica.region(), found));
      }
    }
  }

  private int exitCode(List<ReplicaStatus> replicas) {
    for (ReplicaStatus replica : replicas) {
      Throwable failure = replica.failure();
      if (failure instanceof RuntimeException refused) {
        console().error("the table is not in " + replica.region() + " yet");
        throw refused;
      }
    }
    return ExitCode.DONE;
  }
}
