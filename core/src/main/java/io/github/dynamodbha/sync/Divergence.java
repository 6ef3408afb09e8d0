package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A key whose replicas do not hold the same item.
 *
 * @param key the key
 * @param keyAttributes the key as DynamoDB takes it
 * @param segment the segment of the scan that showed it; see {@link SyncPlan#segments}
 * @param kind the worst of what was found: conflicting before stale before missing
 * @param affected the regions that don't hold the winner, each with what it has instead; where
 *     there is no winner, every region of the conflict
 * @param winnerRegion a region that holds the winner, or null if none can be told
 * @param winnerVersion the winner's version, or null if it has none or there is no winner
 * @param deleted true if the winner is a tombstone
 */
public record Divergence(
    ItemKey key,
    Map<String, AttributeValue> keyAttributes,
    int segment,
    Kind kind,
    Map<String, Kind> affected,
    @Nullable String winnerRegion,
    @Nullable Version winnerVersion,
    boolean deleted) {

  /** Copies the maps; the affected regions keep their order. */
  public Divergence {
    // In one order, so that two runs' lines can be compared.
    keyAttributes = Collections.unmodifiableMap(new TreeMap<>(keyAttributes));
    affected = Collections.unmodifiableMap(new LinkedHashMap<>(affected));
  }

  /**
   * The divergence for programs: a JSON object on one line, with the fields that it has in {@link
   * SyncReport#toJson}.
   */
  public String toJson() {
    return JsonReport.json(this);
  }

  /** How a replica's copy differs from the winner; later ones are worse. */
  public enum Kind {
    /** The replica has no such item, or one past its time to live. */
    MISSING,
    /** The replica has an older copy. */
    STALE,
    /** The replica has other content of the same version, or nobody can tell which is newer. */
    CONFLICTING
  }
}
