package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.OutputFormat;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What sync and verify share: how a run is shown, and where its report goes. */
final class RunOptions {
  @Option(
      names = "--report",
      order = 30,
      paramLabel = "FILE",
      description = "Write the whole report there, as JSON.")
  private @Nullable Path report;

  @Option(
      names = "--concurrency",
      order = 31,
      paramLabel = "N",
      description = "Calls to one region under way at once, 1 to 64. Default: 8.")
  private @Nullable Integer concurrency;

  @Option(
      names = "--no-progress",
      order = 32,
      description = "No progress bar. There is none anyway where standard error is no terminal.")
  private boolean noProgress;

  /** Runs with a progress bar where one can be drawn, then prints and stores the report. */
  SyncReport run(
      Console console,
      OutputFormat format,
      SyncOptions.Builder options,
      Function<SyncOptions, SyncReport> run) {
    requireWritableReport();
    if (concurrency != null) {
      options.concurrency(concurrency);
    }
    SyncReport result = withProgress(console, options, run);
    console.line(
        switch (format) {
          case json, jsonl -> result.toJson();
          case table, text -> result.toText();
        });
    write(result);
    return result;
  }

  private SyncReport withProgress(
      Console console, SyncOptions.Builder options, Function<SyncOptions, SyncReport> run) {
    if (noProgress || !console.terminal().error()) {
      return run.apply(options.build());
    }
    try (SyncProgressBar bar = new SyncProgressBar(console)) {
      return run.apply(options.listener(bar).build());
    }
  }

  /** Before the run: after hours of work is too late to hear of a misspelt directory. */
  private void requireWritableReport() {
    if (report == null) {
      return;
    }
    Path file = report.toAbsolutePath();
    Path directory = file.getParent();
    if (Files.isDirectory(file) || directory == null || !Files.isWritable(directory)) {
      throw new UsageException(
          "--report " + report + " can't be written: name a file in a directory that exists");
    }
  }

  private void write(SyncReport result) {
    if (report == null) {
      return;
    }
    try {
      Files.writeString(report, result.toJson() + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("--report " + report + " can't be written", e);
    }
  }
}
