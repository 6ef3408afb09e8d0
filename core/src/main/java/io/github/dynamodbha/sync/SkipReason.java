package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.List;

/**
 * Why keys could not be read, repaired or purged in one region.
 *
 * @param region the region where it failed
 * @param reason the cause, and where there is one the cure, in the words of the first such failure
 * @param count how many keys that was
 * @param sampleKeys the first of them; at most {@link SyncOptions#maxSampleKeys}
 */
public record SkipReason(String region, String reason, long count, List<ItemKey> sampleKeys) {
  /** Copies the list. */
  public SkipReason {
    sampleKeys = List.copyOf(sampleKeys);
  }
}
