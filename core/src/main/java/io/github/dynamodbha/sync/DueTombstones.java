package io.github.dynamodbha.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The tombstones that the scan found in every replica, to be purged after it. Thread-safe. */
final class DueTombstones {
  /** About what one takes: key, version and mark. */
  private static final int BYTES_EACH = 512;

  private static final int HEAP_SHARE = 6;
  private static final long MAX_TOMBSTONES =
      Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_EACH;

  private final List<Tombstone> tombstones = new ArrayList<>();

  synchronized void add(Tombstone tombstone) {
    if (tombstones.size() >= MAX_TOMBSTONES) {
      throw new SyncException(
          "More than "
              + MAX_TOMBSTONES
              + " tombstones are to be purged: the heap can't hold them."
              + " Run again with a larger heap (java -Xmx)",
          null);
    }
    tombstones.add(tombstone);
  }

  synchronized int size() {
    return tombstones.size();
  }

  /** For use after the scan, when no more are added. */
  synchronized Iterator<Tombstone> iterator() {
    return tombstones.iterator();
  }
}
