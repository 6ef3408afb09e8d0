package io.github.dynamodbha.sync.join;

import java.util.Arrays;

/**
 * Where records are, by the hash of their key: open addressing, linear probing, no tombstones (a
 * removal moves back what follows).
 *
 * <p>A word is 32 bits of hash and a reference of 32 bits, 0 for none. The hash's upper bits are
 * the slot it belongs to, so that growing and removing never look at a record, and only one lookup
 * in four thousand million looks at the wrong one. Not thread-safe.
 */
final class HashIndex {
  /** At three quarters, a search that fails looks at eight slots on average, which is a line. */
  private static final int LOAD_NUMERATOR = 3;

  private static final int LOAD_DENOMINATOR = 4;

  /** Small enough for the collector to move. */
  private static final int CHUNK_SHIFT = 13;

  private static final int CHUNK_SLOTS = 1 << CHUNK_SHIFT;
  private static final int MIN_BITS = 4;
  private static final int MAX_BITS = 30;
  private static final int ARRAY_OVERHEAD = 24;
  private static final long REFERENCE = 0xFFFFFFFFL;
  private static final int HASH_SHIFT = 32;

  private long[][] chunks = new long[0][];
  private int bits;
  private int slotMask = -1;
  private int size;

  /** The hash of a key: all its 128 bits count, as keys may share either half of them. */
  static long hash(long keyHigh, long keyLow) {
    return (keyHigh ^ Long.rotateLeft(keyLow, 31)) * 0x9E3779B97F4A7C15L;
  }

  int size() {
    return size;
  }

  long bytes() {
    return bytes(bits);
  }

  private static long bytes(int bits) {
    return bits == 0 ? 0 : (8L << bits) + (long) ARRAY_OVERHEAD * chunkCount(bits);
  }

  private static int chunkCount(int bits) {
    return Math.max(1, (1 << bits) >>> CHUNK_SHIFT);
  }

  /** Whether the next {@link #insert} needs {@link #grow} first. */
  boolean full() {
    return bits == 0 || size >= limit(bits);
  }

  private static long limit(int bits) {
    return (1L << bits) / LOAD_DENOMINATOR * LOAD_NUMERATOR;
  }

  /** What {@link #grow} adds; while it runs, the old slots are held as well. */
  long growth() {
    return bytes(Math.max(MIN_BITS, bits + 1));
  }

  void grow() {
    if (bits >= MAX_BITS) {
      throw new IllegalStateException(
          "A table holds at most "
              + limit(MAX_BITS)
              + " keys: hand over what it holds and clear it");
    }
    resize(Math.max(MIN_BITS, bits + 1));
  }

  /** Makes the index as small as what it holds allows. */
  void trim() {
    int enough = size == 0 ? 0 : MIN_BITS;
    while (size > 0 && limit(enough) < size) {
      enough++;
    }
    if (enough < bits) {
      resize(enough);
    }
  }

  private void resize(int newBits) {
    long[][] old = chunks;
    bits = newBits;
    slotMask = (1 << newBits) - 1;
    chunks = new long[newBits == 0 ? 0 : chunkCount(newBits)][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new long[Math.min(1 << newBits, CHUNK_SLOTS)];
    }
    for (long[] chunk : old) {
      for (long word : chunk) {
        if (word != 0) {
          put(word);
        }
      }
    }
  }

  private void put(long word) {
    int slot = home(word);
    while (word(slot) != 0) {
      slot = next(slot);
    }
    set(slot, word);
  }

  /** The slot where a search for a hash begins; there must be slots. */
  int home(long hash) {
    return (int) (hash >>> (Long.SIZE - bits));
  }

  int next(int slot) {
    return (slot + 1) & slotMask;
  }

  /** What is in a slot: 0 if nothing, which ends the search. */
  long word(int slot) {
    return chunks[slot >>> CHUNK_SHIFT][slot & (CHUNK_SLOTS - 1)];
  }

  private void set(int slot, long word) {
    chunks[slot >>> CHUNK_SHIFT][slot & (CHUNK_SLOTS - 1)] = word;
  }

  /** Whether a word's hash is this one, as far as the word holds it. */
  static boolean sameHash(long word, long hash) {
    return (word ^ hash) >>> HASH_SHIFT == 0;
  }

  /** The reference in a word. */
  static long reference(long word) {
    return word & REFERENCE;
  }

  /** Puts a reference into the slot that a search for its hash ended at. */
  void insert(int slot, long hash, long reference) {
    replace(slot, hash, reference);
    size++;
  }

  /** Changes the reference of a slot. */
  void replace(int slot, long hash, long reference) {
    set(slot, (hash & ~REFERENCE) | reference);
  }

  /** Empties a slot. */
  void remove(int slot) {
    int hole = slot;
    int probe = next(hole);
    for (long word = word(probe); word != 0; word = word(probe)) {
      // A word may move back to the hole unless that is before the slot it belongs to.
      if (((probe - home(word)) & slotMask) >= ((probe - hole) & slotMask)) {
        set(hole, word);
        hole = probe;
      }
      probe = next(probe);
    }
    set(hole, 0);
    size--;
  }

  /** Empties the index and lets go of its memory. */
  void clear() {
    chunks = new long[0][];
    bits = 0;
    slotMask = -1;
    size = 0;
  }

  /** Empties the index; it stays as large as it is. */
  void reset() {
    for (long[] chunk : chunks) {
      Arrays.fill(chunk, 0);
    }
    size = 0;
  }
}
