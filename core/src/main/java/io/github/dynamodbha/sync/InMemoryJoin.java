package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * A join on the heap. It holds a key from its first copy to its last, so what it needs is the skew
 * between the replicas' cursors and the keys that differ, not the table.
 *
 * <p>Keys are spread over stripes by hash, a lock each, so that scanning threads seldom meet.
 */
final class InMemoryJoin implements KeyJoin {
  private static final int STRIPES = 64;

  /** About what one held key takes: hash, digest, key and the map's entry. */
  private static final int BYTES_PER_KEY = 512;

  /** Leaves the larger part of the heap to the pages that are being read. */
  private static final int HEAP_SHARE = 3;

  private final long allReplicas;
  private final long maxHeld;
  private final Matches matches;
  private final LongAdder held = new LongAdder();
  private final Stripe[] stripes = new Stripe[STRIPES];

  /** A key that not all replicas have shown yet, or that differs. */
  private static final class Pending {
    private final ItemKey key;
    private final ContentDigest digest;
    private long seen;
    private boolean differs;

    Pending(ItemKey key, ContentDigest digest, long seen) {
      this.key = key;
      this.digest = digest;
      this.seen = seen;
    }
  }

  /** One lock's share of the keys. */
  private static final class Stripe {
    private final Map<ContentDigest, Pending> pending = new HashMap<>();

    /** True if with this copy the key has matched. */
    synchronized boolean add(long replica, ScannedItem item, long allReplicas, LongAdder held) {
      Pending known = pending.get(item.keyHash());
      if (known == null) {
        pending.put(item.keyHash(), new Pending(item.key(), item.digest(), replica));
        held.increment();
        return false;
      }
      // A second copy from one replica was written during the scan: looked at again in the end.
      known.differs |= (known.seen & replica) != 0 || !known.digest.equals(item.digest());
      known.seen |= replica;
      if (known.differs || known.seen != allReplicas) {
        return false;
      }
      pending.remove(item.keyHash());
      held.decrement();
      return true;
    }
  }

  InMemoryJoin(int replicas, Matches matches) {
    this(replicas, matches, Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_PER_KEY);
  }

  InMemoryJoin(int replicas, Matches matches, long maxHeld) {
    this.allReplicas = (1L << replicas) - 1;
    this.matches = matches;
    this.maxHeld = maxHeld;
    Arrays.setAll(stripes, i -> new Stripe());
  }

  @Override
  public void add(int replica, ScannedItem item) {
    Stripe stripe = stripes[(int) (item.keyHash().low() & (STRIPES - 1))];
    if (stripe.add(1L << replica, item, allReplicas, held)) {
      matches.matched(item.tombstone());
    } else if (held.sum() > maxHeld) {
      throw new SyncException(
          "More than "
              + maxHeld
              + " keys differ, or wait for another region's copy: the heap can't hold them."
              + " Run again with a larger heap (java -Xmx)",
          null);
    }
  }

  @Override
  public long held() {
    return held.sum();
  }

  @Override
  public Iterator<Candidate> unmatched() {
    return Arrays.stream(stripes)
        .flatMap(stripe -> stripe.pending.values().stream())
        .map(pending -> new Candidate(pending.key, 0))
        .iterator();
  }
}
