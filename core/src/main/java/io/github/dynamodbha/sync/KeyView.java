package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.List;
import java.util.Map;

/**
 * One look at a key in every replica.
 *
 * @param held what each replica holds, in the order of the replicas; incomplete if one could not be
 *     read
 * @param unread why a replica could not be read, by region; empty if all could
 * @param asOf when the reads began, by the run's monotonic clock, in ns
 */
record KeyView(Candidate candidate, List<Held> held, Map<String, String> unread, long asOf) {
  ItemKey key() {
    return candidate.key();
  }
}
