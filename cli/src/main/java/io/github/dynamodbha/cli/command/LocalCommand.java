package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.output.RecordPrinter;
import io.github.dynamodbha.local.Engine;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs local regions until it is stopped. */
@Command(
    name = "local",
    header = "Run local regions on this machine.",
    description = {
      "Runs real DynamoDB regions on this machine until Ctrl-C, and prints their endpoints and",
      "commands to try. They are Amazon's DynamoDB Local, which Maven fetches from its own source",
      "under Amazon's licence (see dynamodb-local/README.md in the release archive)."
    },
    footer = {
      "",
      "Examples:",
      "  dynamodb-ha local",
      "  dynamodb-ha local --regions us-east-1,eu-west-1 --ports 8001,8002 --data-dir ./regions",
      "",
      "API calls: none; it serves them. It listens on 127.0.0.1 only."
    })
public final class LocalCommand extends CliCommand {
  @Option(
      names = "--regions",
      order = 1,
      paramLabel = "NAME,NAME",
      split = ",",
      description = "The regions' names. Default: us-east-1,us-west-1.")
  private List<String> regions = List.of("us-east-1", "us-west-1");

  @Option(
      names = "--ports",
      order = 2,
      paramLabel = "PORT,PORT",
      split = ",",
      description = "Their ports, 0 for any. Default: any.")
  private List<Integer> ports = List.of();

  @Option(
      names = "--data-dir",
      order = 3,
      paramLabel = "DIRECTORY",
      description = "Where they keep their data. Default: in memory, gone at the end.")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--engine",
      order = 4,
      paramLabel = "ENGINE",
      description = "dynamodb_local (default) or dynalite (npm), a second implementation.")
  private Engine engine = Engine.DYNAMODB_LOCAL;

  /** A command that prints there. */
  public LocalCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalRegions.Builder builder = LocalRegions.builder().regions(regions);
    regions.forEach(region -> builder.engine(region, engine));
    if (!ports.isEmpty()) {
      builder.ports(ports.stream().mapToInt(Integer::intValue).toArray());
    }
    if (dataDirectory != null) {
      builder.dataDirectory(dataDirectory);
    }
    try (LocalRegions local = builder.start()) {
      // A signal runs this hook; the virtual machine waits for it, then returns 130 or 143.
      Runtime.getRuntime().addShutdownHook(new Thread(local::close, "stop-local-regions"));
      print(local);
      new CountDownLatch(1).await();
      return ExitCode.DONE;
    }
  }

  private Map<String, ?> fields(LocalRegion region) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("region", region.name());
    fields.put("endpoint", region.endpoint());
    return fields;
  }

  private void print(LocalRegions local) {
    Console console = console();
    LocalRegion first = local.regions().get(0);
    OutputFormat format = output(OutputFormat.text);
    if (format == OutputFormat.text) {
      local.regions().forEach(region -> console.line(region.name() + "\t" + region.endpoint()));
    } else {
      RecordPrinter.print(console, format, local.regions().stream().map(this::fields).toList());
    }
    console.flush();
    console
        .err()
        .println(
            String.join(
                System.lineSeparator(),
                "",
                "The regions take any credentials, and each access key sees tables of its own:",
                "",
                "  export AWS_ACCESS_KEY_ID=LOCAL AWS_SECRET_ACCESS_KEY=LOCAL",
                "",
                "Try them:",
                "",
                commands(local),
                String.format(
                    Locale.ROOT,
                    "  aws dynamodb scan --table-name things --region %s --endpoint-url %s",
                    first.name(),
                    first.endpoint()),
                "",
                "They run until Ctrl-C."));
  }

  private static String commands(LocalRegions local) {
    if (local.regions().size() < 2) {
      return "  (The other commands of dynamodb-ha need two regions or more: --regions NAME,NAME.)";
    }
    String endpoints =
        local.regions().stream()
            .map(region -> "--endpoint-url " + region.name() + "=" + region.endpoint())
            .collect(Collectors.joining(" "));
    String options = " --table-name things " + endpoints;
    return String.join(
        System.lineSeparator(),
        "  dynamodb-ha create-table" + options + " --hash-key id",
        "  dynamodb-ha put" + options + " --item '{\"id\":\"a\",\"n\":1}'",
        "  dynamodb-ha verify" + options);
  }
}
