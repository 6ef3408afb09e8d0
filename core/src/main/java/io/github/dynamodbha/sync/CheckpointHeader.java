package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.TableFormat;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a checkpoint belongs to. Another run may only go on with it if all of {@code identity} is
 * the same; the number of segments and the start are taken over from it.
 *
 * @param identity what decides the result, in words that a message can repeat
 * @param segments into how many segments each table is divided
 * @param started when the first run began
 */
record CheckpointHeader(Map<String, String> identity, int segments, Instant started) {

  static CheckpointHeader of(
      SyncReport.Mode mode,
      SyncPlan plan,
      TableFormat format,
      SyncOptions options,
      Instant started) {
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("kind of run", mode.name());
    for (SyncPlan.ReplicaPlan replica : plan.replicas()) {
      identity.put("table in " + replica.region(), replica.tableName() + ", " + replica.identity());
    }
    identity.put("regions", String.join(", ", plan.regions()));
    identity.put("key", plan.keys().toString());
    identity.put(
        "system attributes",
        format.items().versionAttribute() + ", " + format.items().deletedAttribute());
    identity.put("time to live", plan.timeToLiveAttributes().stream().sorted().toList().toString());
    identity.put("tombstone grace", options.tombstoneGrace().toString());
    identity.put("preferred region", String.valueOf(options.preferRegion()));
    return new CheckpointHeader(identity, plan.segments(), started);
  }

  /**
   * Refuses to go on with the checkpoint of another run.
   *
   * @throws SyncException if anything that decides the result is another
   */
  void requireSame(CheckpointHeader stored, Path path) {
    identity.forEach(
        (name, value) -> {
          String was = stored.identity.get(name);
          if (!value.equals(was)) {
            throw new SyncException(
                "The checkpoint "
                    + path
                    + " belongs to another run: its "
                    + name
                    + " is "
                    + was
                    + ", here it is "
                    + value
                    + ". Name another file, or delete it to begin anew",
                null);
          }
        });
  }

  /** Every segment behind the header is one of its: the segment, or an IllegalArgumentException. */
  int requireSegment(int segment) {
    if (segment < 0 || segment >= segments) {
      throw new IllegalArgumentException("There is no segment " + segment);
    }
    return segment;
  }

  byte[] encoded() {
    BlockOutput out = new BlockOutput().small(identity.size());
    identity.forEach((name, value) -> out.text(name).text(value));
    return out.small(segments).text(started.toString()).toByteArray();
  }

  static CheckpointHeader decoded(BlockInput in) {
    Map<String, String> identity = new LinkedHashMap<>();
    for (int i = in.small(); i > 0; i--) {
      identity.put(in.requiredText(), in.requiredText());
    }
    int segments = in.small();
    if (segments < 1 || segments > SegmentCount.MAX) {
      throw new IllegalArgumentException("A table has no " + segments + " segments");
    }
    return new CheckpointHeader(identity, segments, started(in.requiredText()));
  }

  private static Instant started(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException("'" + text + "' is no time", malformed);
    }
  }
}
