package io.github.dynamodbha.item;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Pieces of a canonical form that are written in the order in which they come and then sorted: the
 * entries of maps and the members of sets. Each begins with a length and that many bytes, by which
 * it is sorted: UTF-8 in the order of its UTF-16, or plain bytes.
 *
 * <p>A stack, since maps hold maps: {@link #mark} opens a group, {@link #close} ends the last one.
 * Not thread-safe.
 */
final class Slices {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final long TOPS = 0x8080_8080_8080_8080L;

  /** Up to here insertion sort is the fastest; beyond it takes quadratic time. */
  private static final int MAX_INSERTED = 32;

  private final CanonicalBytes form;
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /** The first eight bytes of each, so that most comparisons are one of two numbers. */
  private long[] prefixes = new long[64];

  private int size;

  Slices(CanonicalBytes form) {
    this.form = form;
  }

  long heldBytes() {
    return (long) starts.length * (2 * Integer.BYTES + Long.BYTES);
  }

  void clear() {
    size = 0;
  }

  /** Opens a group; its slices follow, and are ended by {@link #close}. */
  int mark() {
    return size;
  }

  /** Where the last group's first slice begins. */
  int start(int mark) {
    return starts[mark];
  }

  /** A slice begins here. */
  void start() {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      prefixes = Arrays.copyOf(prefixes, 2 * size);
    }
    starts[size++] = form.length();
  }

  /** How many slices the last group has. */
  int count(int mark) {
    return size - mark;
  }

  void close(int mark) {
    size = mark;
  }

  /**
   * Sorts the last group, whose slices stand side by side up to the form's end.
   *
   * @param names whether they are names, of which none may come twice
   * @return whether anything has to be moved, or left out
   * @throws OddItemException if a name comes twice
   */
  boolean sort(int mark, boolean names) {
    boolean moved = false;
    for (int i = mark; i < size; i++) {
      ends[i] = i + 1 < size ? starts[i + 1] : form.length();
      prefixes[i] = prefix(starts[i]);
      moved |= i > mark && compare(i - 1, starts[i], prefixes[i], names) >= 0;
    }
    if (!moved) {
      return false;
    }
    if (size - mark <= MAX_INSERTED) {
      insertionSort(mark, names);
    } else {
      mergeSort(mark, names);
    }
    int kept = mark;
    for (int i = mark + 1; i < size; i++) {
      if (compare(kept, starts[i], prefixes[i], names) != 0) {
        put(++kept, starts[i], ends[i], prefixes[i]);
      } else if (names) {
        throw new OddItemException();
      }
    }
    size = kept + 1;
    return true;
  }

  /** Appends the slices of the last group, in their order, to another form. */
  void copyTo(CanonicalBytes sorted, int mark) {
    byte[] from = form.array();
    for (int i = mark; i < size; i++) {
      sorted.putBytes(from, starts[i], ends[i] - starts[i]);
    }
  }

  private void insertionSort(int mark, boolean names) {
    for (int i = mark + 1; i < size; i++) {
      int start = starts[i];
      int end = ends[i];
      long prefix = prefixes[i];
      int at = i;
      while (at > mark && compare(at - 1, start, prefix, names) > 0) {
        put(at, starts[at - 1], ends[at - 1], prefixes[at - 1]);
        at--;
      }
      put(at, start, end, prefix);
    }
  }

  private void mergeSort(int mark, boolean names) {
    record Slice(int start, int end, long prefix) {}

    Slice[] slices = new Slice[size - mark];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new Slice(starts[mark + i], ends[mark + i], prefixes[mark + i]);
    }
    Comparator<Slice> order = (a, b) -> compare(a.start, a.prefix, b.start, b.prefix, names);
    Arrays.sort(slices, order);
    for (int i = 0; i < slices.length; i++) {
      put(mark + i, slices[i].start, slices[i].end, slices[i].prefix);
    }
  }

  private void put(int index, int start, int end, long prefix) {
    starts[index] = start;
    ends[index] = end;
    prefixes[index] = prefix;
  }

  private long prefix(int start) {
    int length = form.getInt(start);
    if (length == 0) {
      return 0;
    }
    // At worst a name of no characters, and without a value, is the last: leave room for the word.
    long word = (long) BIG_ENDIAN.get(form.withRoom(Long.BYTES), start + Integer.BYTES);
    return length >= Long.BYTES ? word : word & (-1L << ((Long.BYTES - length) * Byte.SIZE));
  }

  private int compare(int index, int start, long prefix, boolean names) {
    return compare(starts[index], prefixes[index], start, prefix, names);
  }

  private int compare(int start, long prefix, int otherStart, long otherPrefix, boolean names) {
    if (prefix != otherPrefix && (!names || ((prefix | otherPrefix) & TOPS) == 0)) {
      return Long.compareUnsigned(prefix, otherPrefix);
    }
    byte[] bytes = form.array();
    int from = start + Integer.BYTES;
    int otherFrom = otherStart + Integer.BYTES;
    int length = form.getInt(start);
    int otherLength = form.getInt(otherStart);
    int mismatch =
        Arrays.mismatch(bytes, from, from + length, bytes, otherFrom, otherFrom + otherLength);
    if (mismatch < 0) {
      return 0;
    }
    if (mismatch == length || mismatch == otherLength) {
      return Integer.compare(length, otherLength);
    }
    int one = bytes[from + mismatch] & 0xFF;
    int other = bytes[otherFrom + mismatch] & 0xFF;
    return names ? utf16(one) - utf16(other) : one - other;
  }

  /**
   * The byte's place where the order is that of UTF-16. Characters beyond U+FFFF (first byte F0 and
   * more) are surrogate pairs there, which come before U+E000 to U+FFFF (first byte EE or EF).
   */
  private static int utf16(int firstByte) {
    return firstByte == 0xEE || firstByte == 0xEF ? firstByte + 0x10 : firstByte;
  }
}
