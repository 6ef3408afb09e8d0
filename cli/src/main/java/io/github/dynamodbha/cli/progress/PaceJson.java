package io.github.dynamodbha.cli.progress;

import io.github.dynamodbha.cli.json.JsonOutput;
import io.github.dynamodbha.sync.SyncCounts;
import io.github.dynamodbha.sync.SyncProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's pace as one line of JSON, for programs; docs/sync.md describes the fields. */
final class PaceJson {
  private static final double TENTH = 10;

  private PaceJson() {}

  static String line(RunPace pace) {
    SyncProgress progress = pace.progress();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("phase", progress.phase().name());
    fields.put("elapsedSeconds", seconds(pace.elapsed()));
    fields.put("leftSeconds", seconds(pace.left()));
    fields.put("costUsd", pace.costUsd());
    fields.put("candidates", progress.candidates());
    fields.put("confirmed", progress.confirmed());
    fields.put("confirmedPerSecond", tenth(pace.keysPerSecond()));
    fields.put("counts", counts(progress.counts()));
    fields.put("regions", pace.regions().stream().map(PaceJson::region).toList());
    return JsonOutput.compact(json -> JsonOutput.write(json, fields));
  }

  private static Map<String, Object> counts(SyncCounts counts) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("missing", counts.missing());
    fields.put("stale", counts.stale());
    fields.put("conflicting", counts.conflicting());
    fields.put("repaired", counts.repaired());
    fields.put("purged", counts.purged());
    fields.put("skipped", counts.skipped());
    return fields;
  }

  private static Map<String, Object> region(RegionPace region) {
    SyncProgress.ReplicaProgress soFar = region.soFar();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("region", soFar.region());
    fields.put("scannedItems", soFar.scannedItems());
    fields.put("scannedBytes", soFar.scannedBytes());
    fields.put("estimatedItems", soFar.estimatedItems());
    fields.put("estimatedBytes", soFar.estimatedBytes());
    fields.put("readUnits", soFar.readUnits());
    fields.put("writeUnits", soFar.writeUnits());
    fields.put("costUsd", soFar.costUsd());
    fields.put("itemsPerSecond", tenth(region.itemsPerSecond()));
    fields.put("bytesPerSecond", tenth(region.bytesPerSecond()));
    fields.put("readUnitsPerSecond", tenth(region.readUnitsPerSecond()));
    fields.put("writeUnitsPerSecond", tenth(region.writeUnitsPerSecond()));
    fields.put("leftSeconds", seconds(region.left()));
    return fields;
  }

  private static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : tenth(time.toMillis() / 1000.0);
  }

  private static double tenth(double number) {
    return Math.round(number * TENTH) / TENTH;
  }
}
