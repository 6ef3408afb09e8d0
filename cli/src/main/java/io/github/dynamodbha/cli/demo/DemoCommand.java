package io.github.dynamodbha.cli.demo;

import io.github.dynamodbha.cli.command.CliCommand;
import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.local.LocalRegions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a table that survives the loss of a region. */
@Command(
    name = "demo",
    header = "Show on local regions what this program is for; takes less than a minute.",
    description = {
      "Starts two local regions with a sample table, and readers and writers that don't stop. Then",
      "the first region goes dark: the traffic goes on. It comes back: verify shows what it missed,",
      "sync repairs it, verify proves that the regions are identical. Ends with what was measured.",
      "Exit code 0 if every promise was kept. Needs no AWS account and uses no credentials."
    },
    footer = {"", "Example:", "  dynamodb-ha demo", "", "API calls: on 127.0.0.1 only."})
public final class DemoCommand extends CliCommand {
  private static final String[] REGIONS = {"us-east-1", "us-west-1"};

  @Option(names = "--no-progress", order = 1, description = "No progress bar.")
  private boolean noProgress;

  /** A command that prints there. */
  public DemoCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() throws InterruptedException {
    OutputFormat format = output(OutputFormat.table);
    Story story = new Story(console(), format);
    story.say("1. Two DynamoDB regions start on this machine (DynamoDB Local).");
    try (LocalRegions regions = LocalRegions.start(REGIONS)) {
      Thread stop = new Thread(regions::close, "stop-local-regions");
      Runtime.getRuntime().addShutdownHook(stop);
      List<String> broken = new Demo(console(), story, format, !noProgress, regions).run();
      Runtime.getRuntime().removeShutdownHook(stop);
      broken.forEach(promise -> console().error("a promise was broken: " + promise));
      return broken.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
