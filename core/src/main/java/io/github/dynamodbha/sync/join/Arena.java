package io.github.dynamodbha.sync.join;

import java.util.Arrays;

/**
 * Memory for records of any length, in chunks that are used again as soon as everything in them is
 * free. Small chunks, because the collector moves them: a large array must find a gap of its size.
 *
 * <p>A record is at a position, its chunk's number times the chunk's size plus the offset, and
 * never spans two chunks; one that is larger than a chunk gets one of its own, which is not kept.
 * Records are freed in about the order in which they came, so chunks mostly empty by themselves;
 * where they don't, the owner moves what is left of them ({@link EntryTable}). Not thread-safe.
 */
final class Arena {
  /** Positions are multiples of this, so that a long in a record doesn't span two cache lines. */
  private static final int ALIGNMENT = 8;

  /** What the JVM adds to an array: its header, and the references and counts kept for a chunk. */
  private static final int CHUNK_OVERHEAD = 16 + 8 + 3 * Integer.BYTES;

  private static final int NONE = -1;
  private static final byte[] FREE_NUMBER = new byte[0];

  private final int chunkBytes;
  private final int shift;
  private byte[][] chunks = new byte[0][];
  private int[] filled = new int[0];
  private int[] live = new int[0];
  private int[] spare = new int[0];
  private int numbers;
  private int spares;
  private int current = NONE;
  private long capacity;
  private long liveBytes;

  /**
   * @param chunkBytes a power of two
   */
  Arena(int chunkBytes) {
    if (Integer.bitCount(chunkBytes) != 1 || chunkBytes < ALIGNMENT) {
      throw new IllegalArgumentException("A chunk's size is a power of two, not " + chunkBytes);
    }
    this.chunkBytes = chunkBytes;
    this.shift = Integer.numberOfTrailingZeros(chunkBytes);
  }

  /** What a record takes. */
  static int aligned(int length) {
    return (length + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** How much memory this holds on to. */
  long bytes() {
    return capacity;
  }

  long liveBytes() {
    return liveBytes;
  }

  /** By how much {@link #bytes} grows if a record of this length is allocated. */
  long growth(int length) {
    int size = aligned(length);
    if (fits(size) || (size <= chunkBytes && spares > 0)) {
      return 0;
    }
    return (long) Math.max(size, chunkBytes) + CHUNK_OVERHEAD;
  }

  /**
   * Whether a record of this length takes the last spare chunk, or a new one, while more than half
   * of the memory is free: moving records helps. The last one is what they are moved to.
   */
  boolean crowded(int length) {
    return spares <= 1 && capacity > 2 * liveBytes && !fits(aligned(length));
  }

  private boolean fits(int size) {
    return current != NONE && filled[current] + size <= chunkBytes;
  }

  /** Makes room for a record and returns its position. */
  long allocate(int length) {
    int size = aligned(length);
    int number;
    if (fits(size)) {
      number = current;
    } else if (size > chunkBytes) {
      number = newChunk(size);
    } else {
      retireCurrent();
      number = spares > 0 ? spare[--spares] : newChunk(chunkBytes);
      current = number;
    }
    int offset = filled[number];
    filled[number] = offset + size;
    live[number] += size;
    liveBytes += size;
    return ((long) number << shift) + offset;
  }

  private void retireCurrent() {
    int retired = current;
    current = NONE;
    if (retired != NONE && live[retired] == 0) {
      recycle(retired);
    }
  }

  private int newChunk(int size) {
    int number = 0;
    while (number < numbers && chunks[number] != FREE_NUMBER) {
      number++;
    }
    if (number == numbers) {
      numbers++;
      if (numbers > chunks.length) {
        int enough = Math.max(4, numbers + numbers / 2);
        chunks = Arrays.copyOf(chunks, enough);
        filled = Arrays.copyOf(filled, enough);
        live = Arrays.copyOf(live, enough);
        spare = Arrays.copyOf(spare, enough);
      }
    }
    chunks[number] = new byte[size];
    filled[number] = 0;
    live[number] = 0;
    capacity += size + CHUNK_OVERHEAD;
    return number;
  }

  byte[] chunk(long position) {
    return chunks[(int) (position >>> shift)];
  }

  int offset(long position) {
    return (int) position & (chunkBytes - 1);
  }

  /** Gives a record back. Its bytes stay readable until the next allocation. */
  void free(long position, int length) {
    int number = (int) (position >>> shift);
    int size = aligned(length);
    liveBytes -= size;
    live[number] -= size;
    if (live[number] == 0) {
      if (number == current) {
        filled[number] = 0;
      } else {
        recycle(number);
      }
    }
  }

  private void recycle(int number) {
    filled[number] = 0;
    if (chunks[number].length == chunkBytes) {
      spare[spares++] = number;
    } else {
      drop(number);
    }
  }

  private void drop(int number) {
    capacity -= chunks[number].length + CHUNK_OVERHEAD;
    chunks[number] = FREE_NUMBER;
  }

  /** Frees all records; chunks of the usual size are kept. */
  void reset() {
    current = NONE;
    spares = 0;
    liveBytes = 0;
    for (int number = 0; number < numbers; number++) {
      live[number] = 0;
      if (chunks[number] != FREE_NUMBER) {
        recycle(number);
      }
    }
  }

  /** Lets go of the chunks that are free. */
  void trim() {
    if (current != NONE && live[current] == 0) {
      retireCurrent();
    }
    while (spares > 0) {
      drop(spare[--spares]);
    }
  }

  /** How many chunk numbers there are, those of free chunks included. */
  int numbers() {
    return numbers;
  }

  /** The position of a chunk's first record. */
  long start(int number) {
    return (long) number << shift;
  }

  /** Where the records of a chunk end. */
  int filled(int number) {
    return filled[number];
  }

  /** Whether moving a chunk's records frees at least as much as it moves. */
  boolean sparse(int number) {
    return number != current && live[number] > 0 && live[number] <= filled[number] / 2;
  }
}
