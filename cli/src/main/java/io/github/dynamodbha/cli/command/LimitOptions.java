package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.sync.SyncLimits;
import io.github.dynamodbha.sync.SyncOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a sync or verify may use: capacity, money, memory, disk, calls at once. */
final class LimitOptions {
  private static final int MAX_CONCURRENCY = 64;

  /** The least that {@link SyncLimits} takes. */
  private static final long MIN_MEMORY = 64L << 10;

  @Option(
      names = "--max-read-units",
      order = 40,
      paramLabel = "N",
      converter = AboveZero.class,
      description = "Read units per second in each region. Default: no limit.")
  private @Nullable Double maxReadUnits;

  @Option(
      names = "--max-write-units",
      order = 41,
      paramLabel = "N",
      converter = AboveZero.class,
      description = "Write units per second in each region. Default: no limit.")
  private @Nullable Double maxWriteUnits;

  @Option(
      names = "--max-cost",
      order = 42,
      paramLabel = "USD",
      converter = AboveZero.class,
      description =
          "Don't begin if reading the tables should cost more, in US dollars at the on-demand list"
              + " price. Default: no limit.")
  private @Nullable Double maxCost;

  @Option(
      names = "--memory",
      order = 43,
      paramLabel = "SIZE",
      converter = Sizes.class,
      description =
          "What the comparison may hold in memory, such as 64M; beyond it, it goes to disk."
              + " Default: 256M.")
  private @Nullable Long memory;

  @Option(
      names = "--spill-dir",
      order = 44,
      paramLabel = "DIR",
      description = "Where it goes to disk. Default: the system's directory for temporary files.")
  private @Nullable Path spillDirectory;

  @Option(
      names = "--concurrency",
      order = 45,
      paramLabel = "N",
      description = "Calls to one region under way at once, 1 to 64. Default: 8.")
  private @Nullable Integer concurrency;

  /**
   * Sets what was given.
   *
   * @throws UsageException if a value is out of range, or the directory can't be written
   */
  void addTo(SyncOptions.Builder options) {
    options.limits(limits());
    if (concurrency != null) {
      if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
        throw new UsageException(
            "--concurrency " + concurrency + " is out of range: give 1 to " + MAX_CONCURRENCY);
      }
      options.concurrency(concurrency);
    }
    if (spillDirectory != null) {
      if (!Files.isDirectory(spillDirectory) || !Files.isWritable(spillDirectory)) {
        throw new UsageException(
            "--spill-dir "
                + spillDirectory
                + " can't be written: name a directory that exists and has room");
      }
      options.spillDirectory(spillDirectory);
    }
  }

  private SyncLimits limits() {
    SyncLimits limits = SyncLimits.DEFAULT;
    if (maxReadUnits != null) {
      limits = limits.withMaxReadUnits(maxReadUnits);
    }
    if (maxWriteUnits != null) {
      limits = limits.withMaxWriteUnits(maxWriteUnits);
    }
    if (maxCost != null) {
      limits = limits.withMaxCostUsd(maxCost);
    }
    if (memory != null) {
      if (memory < MIN_MEMORY) {
        throw new UsageException(
            "--memory " + memory + " bytes is too little: give 64K or more, such as 256M");
      }
      limits = limits.withMemoryBytes(memory);
    }
    return limits;
  }
}
