package io.github.dynamodbha.sync.join;

import java.util.Arrays;

/**
 * Entries in ascending order of their key hash, as an unsigned number of 128 bits.
 *
 * <p>What is sorted are words: 32 bits of the key hash above the entry's place. Those that agree in
 * them are sorted again by the next 32 bits; there are four such parts, so keys made to collide in
 * their upper bits cost no more than four passes.
 */
final class SortedEntries {
  private static final int PARTS = 4;
  private static final int REFERENCE_SHIFT = 3;
  private static final int PART_SHIFT = 32;
  private static final long REFERENCE = 0xFFFFFFFFL;

  private final Arena arena;
  private final long[] words;

  /**
   * @param positions of the entries, in any order; this object's from now on
   */
  SortedEntries(Arena arena, long[] positions) {
    this.arena = arena;
    this.words = positions;
    for (int i = 0; i < words.length; i++) {
      words[i] >>>= REFERENCE_SHIFT;
    }
    sort(0, words.length, 0);
  }

  private void sort(int from, int to, int part) {
    for (int i = from; i < to; i++) {
      // The sign is flipped: the words are sorted as signed numbers.
      long bits = part(i, part) ^ Integer.MIN_VALUE;
      words[i] = (bits << PART_SHIFT) | (words[i] & REFERENCE);
    }
    Arrays.sort(words, from, to);
    if (part + 1 < PARTS) {
      int start = from;
      for (int i = from + 1; i <= to; i++) {
        if (i == to || (words[i] ^ words[start]) >>> PART_SHIFT != 0) {
          if (i - start > 1) {
            sort(start, i, part + 1);
          }
          start = i;
        }
      }
    }
  }

  private int part(int i, int part) {
    byte[] chunk = chunk(i);
    int at = at(i);
    long half = part < PARTS / 2 ? EntryRecord.keyHigh(chunk, at) : EntryRecord.keyLow(chunk, at);
    return (int) (part % 2 == 0 ? half >>> PART_SHIFT : half);
  }

  int size() {
    return words.length;
  }

  long bytes() {
    return arena.bytes() + 8L * words.length;
  }

  /** The bytes where the entry of this rank lies, at {@link #at}. */
  byte[] chunk(int rank) {
    return arena.chunk(position(rank));
  }

  int at(int rank) {
    return arena.offset(position(rank));
  }

  private long position(int rank) {
    return (words[rank] & REFERENCE) << REFERENCE_SHIFT;
  }
}
