package io.github.dynamodbha.sync.join;

/** Records of entries and the index that finds them by key hash. Not thread-safe. */
final class EntryStore {
  /** Records lie at multiples of 8; a word of the index has room for 32 GiB of them. */
  private static final int REFERENCE_SHIFT = 3;

  private static final long MAX_POSITION = ((1L << 32) - 2) << REFERENCE_SHIFT;

  /** What a cleared store keeps at least: room for the usual skew of two cursors. */
  private static final long KEPT_BYTES = 1 << 20;

  /** About what an entry takes, to tell whether a cleared store was larger than it had to be. */
  private static final long ENTRY_BYTES = 80;

  /** A cleared store of which less than one part in so many was in use gives its memory back. */
  private static final int LEAST_USE = 4;

  /** What an entry needs in the index, at most. */
  private static final int INDEX_BYTES = 24;

  private final int chunkBytes;
  private final HashIndex index = new HashIndex();
  private Arena arena;
  private int mostEntries;

  /** Takes records. */
  @FunctionalInterface
  interface Records {
    /** A record, as {@link EntryRecord} lays it out; the bytes are the store's. */
    void record(byte[] chunk, int at, long position);
  }

  /**
   * @param chunkBytes by which its memory grows, a power of two
   */
  EntryStore(int chunkBytes) {
    this.chunkBytes = chunkBytes;
    arena = new Arena(chunkBytes);
  }

  int size() {
    return index.size();
  }

  /** The memory that this holds. */
  long bytes() {
    return index.bytes() + arena.bytes();
  }

  /** By how much {@link #bytes} may grow, even for a moment, if an entry is added. */
  long growth(int payloadLength) {
    return (index.full() ? index.growth() : 0) + arena.growth(EntryRecord.PAYLOAD + payloadLength);
  }

  /** The slot of a key, or, as the complement of it, the slot for it. */
  int find(long keyHigh, long keyLow) {
    if (index.full()) {
      index.grow();
    }
    long hash = HashIndex.hash(keyHigh, keyLow);
    int slot = index.home(hash);
    for (long word = index.word(slot); word != 0; word = index.word(slot)) {
      if (HashIndex.sameHash(word, hash)) {
        long position = position(word);
        byte[] chunk = arena.chunk(position);
        int at = arena.offset(position);
        if (EntryRecord.keyHigh(chunk, at) == keyHigh && EntryRecord.keyLow(chunk, at) == keyLow) {
          return slot;
        }
      }
      slot = index.next(slot);
    }
    return ~slot;
  }

  /** Where the record of a slot is. */
  long position(int slot) {
    return position(index.word(slot));
  }

  private static long position(long word) {
    return (HashIndex.reference(word) - 1) << REFERENCE_SHIFT;
  }

  private static long reference(long position) {
    return (position >>> REFERENCE_SHIFT) + 1;
  }

  /** The array that holds a position. */
  byte[] chunk(long position) {
    return arena.chunk(position);
  }

  /** The position's place in its array. */
  int at(long position) {
    return arena.offset(position);
  }

  /** Room for a record of a key that has none, to be written before anything else is called. */
  long insert(int slot, long keyHigh, long keyLow, int payloadLength) {
    long position = allocate(payloadLength);
    index.insert(slot, HashIndex.hash(keyHigh, keyLow), reference(position));
    mostEntries = Math.max(mostEntries, index.size());
    return position;
  }

  /** Room for another record of the key of a slot, whose record is freed. */
  long replace(int slot, int payloadLength) {
    if (Arena.aligned(length(position(slot)))
        == Arena.aligned(EntryRecord.PAYLOAD + payloadLength)) {
      return position(slot);
    }
    // Allocating may move the record that is replaced, so ask only then where it is.
    long position = allocate(payloadLength);
    long before = position(slot);
    int length = length(before);
    EntryRecord.kill(arena.chunk(before), arena.offset(before));
    arena.free(before, length);
    index.replace(slot, index.word(slot), reference(position));
    return position;
  }

  private int length(long position) {
    return EntryRecord.length(arena.chunk(position), arena.offset(position));
  }

  /** Forgets the key of a slot. Its bytes stay as they are until the next record is made. */
  void remove(int slot) {
    long position = position(slot);
    byte[] chunk = arena.chunk(position);
    int at = arena.offset(position);
    index.remove(slot);
    EntryRecord.kill(chunk, at);
    arena.free(position, EntryRecord.length(chunk, at));
  }

  private long allocate(int payloadLength) {
    int length = EntryRecord.PAYLOAD + payloadLength;
    if (arena.crowded(length)) {
      compact();
    }
    long position = arena.allocate(length);
    if (position > MAX_POSITION) {
      throw new IllegalStateException(
          "A table holds at most 32 GiB: hand over what it holds and clear it");
    }
    return position;
  }

  /** Moves what is left in chunks that are mostly free, so that they can be used again. */
  private void compact() {
    for (int number = 0; number < arena.numbers(); number++) {
      if (arena.sparse(number)) {
        forEach(number, this::move);
      }
    }
  }

  private void move(byte[] chunk, int at, long from) {
    int length = EntryRecord.length(chunk, at);
    long to = arena.allocate(length);
    System.arraycopy(chunk, at, arena.chunk(to), arena.offset(to), length);
    long hash = HashIndex.hash(EntryRecord.keyHigh(chunk, at), EntryRecord.keyLow(chunk, at));
    int slot = index.home(hash);
    while (position(slot) != from) {
      slot = index.next(slot);
    }
    index.replace(slot, hash, reference(to));
    EntryRecord.kill(chunk, at);
    arena.free(from, length);
  }

  /** Hands over each record, in no order. */
  void forEach(Records records) {
    for (int number = 0; number < arena.numbers(); number++) {
      forEach(number, records);
    }
  }

  private void forEach(int number, Records records) {
    int end = arena.filled(number);
    long start = arena.start(number);
    byte[] chunk = arena.chunk(start);
    for (int at = 0, length; at < end; at += length) {
      length = Arena.aligned(EntryRecord.length(chunk, at));
      if (EntryRecord.mask(chunk, at) != 0) {
        records.record(chunk, at, start + at);
      }
    }
  }

  /** Whether {@link #trim} would give back about half of the memory. */
  boolean wasteful() {
    return bytes() > 2 * (arena.liveBytes() + (long) INDEX_BYTES * size() + chunkBytes);
  }

  /** Gives back memory that entries, now gone, have needed. */
  void trim() {
    compact();
    arena.trim();
    index.trim();
  }

  /** Forgets all entries. Memory of which these have needed little is given back. */
  void clear() {
    if (bytes() > KEPT_BYTES && mostEntries * ENTRY_BYTES < bytes() / LEAST_USE) {
      arena = new Arena(chunkBytes);
      index.clear();
    } else {
      arena.reset();
      index.reset();
    }
    mostEntries = 0;
  }

  /** What is held, in the order of the key hash. The store is of no use afterwards. */
  SortedEntries sort() {
    int size = size();
    // The index is as large as what is sorted: let go of it first.
    index.clear();
    long[] positions = new long[size];
    int[] next = {0};
    forEach((chunk, at, position) -> positions[next[0]++] = position);
    return new SortedEntries(arena, positions);
  }
}
