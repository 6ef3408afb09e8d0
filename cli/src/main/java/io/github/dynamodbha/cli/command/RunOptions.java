package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.cli.progress.ProgressMode;
import io.github.dynamodbha.cli.progress.RunProgress;
import io.github.dynamodbha.sync.SyncException;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What sync and verify share: how a run is shown and limited, and where its results go. */
final class RunOptions {
  @Option(
      names = "--prefer",
      order = 29,
      paramLabel = "REGION",
      description =
          "The region that wins where copies without a version differ. Default: none does, and"
              + " such a conflict is reported and left alone.")
  private @Nullable String prefer;

  @Option(
      names = "--report",
      order = 30,
      paramLabel = "FILE",
      description = "Write the whole report there, as JSON. Default: nowhere.")
  private @Nullable Path report;

  @Option(
      names = "--html",
      order = 31,
      paramLabel = "FILE",
      description = "Write the report there as one page of HTML, for people. Default: nowhere.")
  private @Nullable Path html;

  @Option(
      names = "--divergences",
      order = 32,
      paramLabel = "FILE",
      description =
          "Write every differing key there, a line of JSON each; a report names 100 of each kind."
              + " Default: nowhere.")
  private @Nullable Path divergences;

  @Option(
      names = "--checkpoint",
      order = 33,
      paramLabel = "FILE",
      description =
          "Keep there how far the run is: the same command goes on where a stopped one ended."
              + " Default: nowhere.")
  private @Nullable Path checkpoint;

  @Option(
      names = "--progress",
      order = 34,
      paramLabel = "HOW",
      description =
          "On standard error: bar, line (every 10 s), json (lines, for programs), none, or auto"
              + " (default): bar on a terminal, else line.")
  private ProgressMode progress = ProgressMode.auto;

  @Mixin private LimitOptions limits = new LimitOptions();

  /**
   * Runs, then prints and stores the report.
   *
   * @throws UsageException if an option can't be used; nothing was called then
   * @throws CancellationException if a signal ended the run
   */
  SyncReport run(
      Console console,
      OutputFormat format,
      HighlyAvailableTable regions,
      SyncOptions.Builder options,
      Function<SyncOptions, SyncReport> run) {
    if (prefer != null && !regions.regions().contains(prefer)) {
      throw new UsageException(
          "--prefer %s is none of the regions %s: name one of them"
              .formatted(prefer, String.join(",", regions.regions())));
    }
    options.preferRegion(prefer);
    limits.addTo(options);
    Map<String, OutputFile> files = files();
    if (checkpoint != null) {
      options.checkpoint(checkpoint);
    }
    SyncReport result = watched(console, files.get("--divergences"), options, run);
    console.line(
        switch (format) {
          case json, jsonl -> result.toJson();
          case table, text -> result.toText();
        });
    write(files.get("--report"), result.toJson() + "\n");
    write(files.get("--html"), result.toHtml());
    return result;
  }

  /** All files that were named, which must differ. */
  private Map<String, OutputFile> files() {
    Map<String, OutputFile> files = new HashMap<>();
    Map<Path, String> options = new HashMap<>();
    Map<String, @Nullable Path> named = new HashMap<>();
    named.put("--report", report);
    named.put("--html", html);
    named.put("--divergences", divergences);
    named.put("--checkpoint", checkpoint);
    for (Map.Entry<String, @Nullable Path> entry : named.entrySet()) {
      Path path = entry.getValue();
      if (path != null) {
        OutputFile file = new OutputFile(entry.getKey(), path);
        String other = options.put(file.location(), file.option());
        if (other != null) {
          throw new UsageException(
              file.option() + " and " + other + " both name " + path + ": name two files");
        }
        files.put(entry.getKey(), file);
      }
    }
    return files;
  }

  private SyncReport watched(
      Console console,
      @Nullable OutputFile divergenceFile,
      SyncOptions.Builder options,
      Function<SyncOptions, SyncReport> run) {
    List<SyncListener> listeners = new ArrayList<>();
    try (CancelOnSignal signal = CancelOnSignal.watch(console, howToGoOn())) {
      options.cancellation(signal.cancellation()).listener(new Listeners(listeners));
      try (DivergenceFile lines =
              divergenceFile == null ? null : new DivergenceFile(divergenceFile);
          RunProgress shown = RunProgress.start(progress, console)) {
        if (lines != null) {
          listeners.add(lines);
        }
        listeners.add(shown.listener());
        return run.apply(options.build());
      } catch (SyncException e) {
        if (signal.cancellation().isCancelled()) {
          CancellationException cancelled = new CancellationException("The run was cancelled");
          cancelled.initCause(e);
          throw cancelled;
        }
        throw e;
      }
    }
  }

  private String howToGoOn() {
    return checkpoint == null
        ? "The run has stopped. Run it again to start anew; with --checkpoint FILE it would go on"
            + " where it stopped"
        : "The run has stopped. Run the same command again to go on from --checkpoint "
            + checkpoint;
  }

  private static void write(@Nullable OutputFile file, String text) {
    if (file != null) {
      file.write(text);
    }
  }
}
