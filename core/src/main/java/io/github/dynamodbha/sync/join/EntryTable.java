package io.github.dynamodbha.sync.join;

import java.util.Arrays;

/**
 * Entries by key hash, merged as they come: the memory of both levels of the join.
 *
 * <p>Merging two entries of a key unites their masks; the key differs if one of them does, if their
 * digests do, or if a replica has shown it in both. Of the two, the greater is shown in the end
 * ({@link EntryRecord#compareShown}), with the smaller segment. All four are commutative and
 * associative, so what an entry becomes doesn't depend on the order. An entry that is complete and
 * doesn't differ has matched and is forgotten. Not thread-safe.
 */
final class EntryTable {
  private static final byte[] NOTHING = new byte[EntryRecord.PAYLOAD];

  private final int complete;
  private final EntryStore store;
  private byte[] matched = NOTHING;
  private int matchedAt;

  /**
   * @param replicas 2 to 32
   * @param chunkBytes by which its memory grows
   */
  EntryTable(int replicas, int chunkBytes) {
    complete = mask(replicas);
    store = new EntryStore(chunkBytes);
  }

  /** A bit for each replica. */
  static int mask(int replicas) {
    if (replicas < 2 || replicas > Integer.SIZE) {
      throw new IllegalArgumentException("A join is of 2 to 32 replicas, not " + replicas);
    }
    return -1 >>> (Integer.SIZE - replicas);
  }

  int size() {
    return store.size();
  }

  /** The memory that this holds. */
  long bytes() {
    return store.bytes();
  }

  /** By how much {@link #bytes} may grow, even for a moment, if an entry is added. */
  long growth(int payloadLength) {
    return store.growth(payloadLength);
  }

  /** Adds an entry; true if with it the key has matched, and is gone. */
  boolean add(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    int slot = store.find(keyHigh, keyLow);
    if (slot >= 0) {
      return merge(slot, high, low, mask, differs, flags, segment, payload, offset, length);
    }
    long position = store.insert(~slot, keyHigh, keyLow, length);
    byte[] chunk = store.chunk(position);
    int at = store.at(position);
    EntryRecord.put(
        chunk, at, keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset,
        length);
    return mask == complete && !differs && forget(~slot, chunk, at);
  }

  /** Adds an entry that lies in bytes as {@link EntryRecord} says. */
  boolean add(byte[] record, int at) {
    return add(
        EntryRecord.keyHigh(record, at),
        EntryRecord.keyLow(record, at),
        EntryRecord.high(record, at),
        EntryRecord.low(record, at),
        EntryRecord.mask(record, at),
        EntryRecord.differs(record, at),
        EntryRecord.flags(record, at),
        EntryRecord.segment(record, at),
        record,
        at + EntryRecord.PAYLOAD,
        EntryRecord.payloadLength(record, at));
  }

  private boolean merge(
      int slot,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    long position = store.position(slot);
    byte[] chunk = store.chunk(position);
    int at = store.at(position);
    int seen = EntryRecord.mask(chunk, at);
    boolean unlike =
        differs
            || EntryRecord.differs(chunk, at)
            || (seen & mask) != 0
            || EntryRecord.high(chunk, at) != high
            || EntryRecord.low(chunk, at) != low;
    if (!unlike && (seen | mask) == complete) {
      return forget(slot, chunk, at);
    }
    int first = Math.min(segment, EntryRecord.segment(chunk, at));
    if (EntryRecord.compareShown(chunk, at, high, low, flags, payload, offset, length) >= 0) {
      byte shown = EntryRecord.flags(chunk, at);
      EntryRecord.putMarks(chunk, at, seen | mask, unlike, shown, first);
      return false;
    }
    long keyHigh = EntryRecord.keyHigh(chunk, at);
    long keyLow = EntryRecord.keyLow(chunk, at);
    long place = store.replace(slot, length);
    EntryRecord.put(
        store.chunk(place),
        store.at(place),
        keyHigh,
        keyLow,
        high,
        low,
        seen | mask,
        unlike,
        flags,
        first,
        payload,
        offset,
        length);
    return false;
  }

  private boolean forget(int slot, byte[] chunk, int at) {
    store.remove(slot);
    matched = chunk;
    matchedAt = at;
    return true;
  }

  /** The entry that matched last, given the copy that it matched with; ask before the next one. */
  Match match(byte flags, byte[] payload, int offset, int length) {
    long high = EntryRecord.high(matched, matchedAt);
    long low = EntryRecord.low(matched, matchedAt);
    boolean given =
        EntryRecord.compareShown(matched, matchedAt, high, low, flags, payload, offset, length) < 0;
    return given
        ? new Match(flags, Arrays.copyOfRange(payload, offset, offset + length))
        : new Match(EntryRecord.flags(matched, matchedAt), EntryRecord.payload(matched, matchedAt));
  }

  /** Hands over each entry, in no order. */
  void forEach(EntryStore.Records records) {
    store.forEach(records);
  }

  /** Whether {@link #trim} would give back about half of the memory. */
  boolean wasteful() {
    return store.wasteful();
  }

  /** Gives back memory that entries, now gone, have needed. */
  void trim() {
    store.trim();
  }

  /** Forgets all entries. Memory of which these have needed little is given back. */
  void clear() {
    matched = NOTHING;
    matchedAt = 0;
    store.clear();
  }

  /** What is held, in the order of the key hash. The table is of no use afterwards. */
  SortedEntries sort() {
    return store.sort();
  }
}
