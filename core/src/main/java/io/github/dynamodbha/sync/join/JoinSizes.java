package io.github.dynamodbha.sync.join;

/**
 * How a memory budget is divided.
 *
 * @param partitionBits how many upper bits of the key hash choose the partition
 * @param bufferBytes what is collected before it is written to a file
 * @param chunkBytes by how much a partition's memory grows
 */
record JoinSizes(int partitionBits, int bufferBytes, int chunkBytes) {
  /** Below this, a partition wouldn't hold a handful of keys. */
  static final long MIN_BUDGET = 4 << 10;

  /** With more, more files are open at once and each is written in smaller pieces. */
  private static final int MAX_PARTITION_BITS = 6;

  private static final int MIN_PARTITION_BITS = 2;

  /** A partition for each of these, until there are enough. */
  private static final long BYTES_PER_PARTITION = 64 << 10;

  /** Larger writes are not faster. */
  private static final int MAX_BUFFER = 64 << 10;

  private static final int MIN_BUFFER = 128;

  /** The part of the budget that all buffers together may have. */
  private static final int BUFFER_SHARE = 8;

  /** A partition grows in at least so many steps to its part of the budget. */
  private static final int CHUNKS_PER_PARTITION = 4;

  private static final int MAX_CHUNK = 64 << 10;
  private static final int MIN_CHUNK = 256;

  /** While a file is settled: the one that is read and the one that is written. */
  private static final int MORE_BUFFERS = 2;

  /**
   * Divides a budget.
   *
   * @throws IllegalArgumentException if it is less than 4 KiB
   */
  static JoinSizes of(long budget) {
    if (budget < MIN_BUDGET) {
      throw new IllegalArgumentException(
          "A join needs at least " + MIN_BUDGET + " bytes of memory, not " + budget);
    }
    int bits = MIN_PARTITION_BITS;
    while (bits < MAX_PARTITION_BITS && (BYTES_PER_PARTITION << (bits + 1)) <= budget) {
      bits++;
    }
    long share = budget >>> bits;
    int buffer = (int) Math.min(MAX_BUFFER, Math.max(MIN_BUFFER, share / BUFFER_SHARE));
    long chunk = Math.min(MAX_CHUNK, Math.max(MIN_CHUNK, share / CHUNKS_PER_PARTITION));
    return new JoinSizes(bits, buffer, (int) Long.highestOneBit(chunk));
  }

  int partitions() {
    return 1 << partitionBits;
  }

  /** What is set aside for buffers. */
  long bufferMemory() {
    return (long) bufferBytes * (partitions() + MORE_BUFFERS);
  }
}
