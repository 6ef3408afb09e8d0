package io.github.dynamodbha.cli.progress;

import static io.github.dynamodbha.cli.progress.Quantities.bytes;
import static io.github.dynamodbha.cli.progress.Quantities.dollars;
import static io.github.dynamodbha.cli.progress.Quantities.time;
import static io.github.dynamodbha.cli.progress.Quantities.whole;

import io.github.dynamodbha.sync.SyncProgress;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run's pace on one line, for people. */
final class PaceText {
  private PaceText() {}

  static String line(RunPace pace) {
    SyncProgress progress = pace.progress();
    String start =
        progress.phase().name().toLowerCase(Locale.ROOT)
            + ", "
            + time(pace.elapsed())
            + " elapsed, "
            + time(pace.left())
            + " left, "
            + dollars(pace.costUsd())
            + " so far, "
            + whole(progress.counts().differing())
            + " differ";
    String regions = pace.regions().stream().map(PaceText::region).collect(Collectors.joining());
    return progress.phase() == SyncProgress.Phase.SCAN
        ? start + regions
        : start
            + "; "
            + whole(progress.confirmed())
            + " of "
            + whole(progress.candidates())
            + " keys looked at again, "
            + whole(pace.keysPerSecond())
            + "/s"
            + regions;
  }

  private static String region(RegionPace region) {
    return "; "
        + region.soFar().region()
        + " "
        + whole(region.soFar().scannedItems())
        + (region.soFar().estimatedItems() > 0
            ? " of about " + whole(region.soFar().estimatedItems())
            : "")
        + " items, "
        + bytes((double) region.soFar().scannedBytes())
        + ", "
        + rates(region);
  }

  /** What is said beside a region's bar too. */
  static String rates(RegionPace region) {
    return whole(region.itemsPerSecond())
        + " items/s, "
        + bytes(region.bytesPerSecond())
        + "/s, "
        + whole(region.readUnitsPerSecond())
        + " read "
        + whole(region.writeUnitsPerSecond())
        + " write units/s, "
        + dollars(region.soFar().costUsd());
  }
}
