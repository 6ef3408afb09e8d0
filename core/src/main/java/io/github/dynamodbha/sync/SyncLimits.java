package io.github.dynamodbha.sync;

/**
 * What a run may use. Immutable and thread-safe; start with {@link #DEFAULT}.
 *
 * @param maxReadUnits read units per second and region, as DynamoDB reports them: the run waits
 *     before its next read while it is above; default infinite
 * @param maxWriteUnits write units per second and region, in the same way; default infinite
 * @param maxCostUsd the run doesn't begin if its plan expects its reads to cost more US dollars;
 *     default infinite
 * @param memoryBytes what the comparison may hold in memory; beyond it, it goes to disk. Default
 *     256 MiB. The pages under way come on top, about 2 MB for each call under way
 */
public record SyncLimits(
    double maxReadUnits, double maxWriteUnits, double maxCostUsd, long memoryBytes) {

  /** No limits but 256 MiB of memory. */
  public static final SyncLimits DEFAULT =
      new SyncLimits(
          Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 256L << 20);

  /** Below it the files on disk would be cut too small to be of use. */
  private static final long MIN_MEMORY_BYTES = 1 << 16;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if units per second are not above zero, the cost is negative,
   *     or there is less than 64 KiB of memory
   */
  public SyncLimits {
    requireAboveZero("maxReadUnits", maxReadUnits);
    requireAboveZero("maxWriteUnits", maxWriteUnits);
    if (!(maxCostUsd >= 0)) {
      throw new IllegalArgumentException(
          "maxCostUsd must be zero or more US dollars, but was " + maxCostUsd);
    }
    if (memoryBytes < MIN_MEMORY_BYTES) {
      throw new IllegalArgumentException(
          "memoryBytes must be " + MIN_MEMORY_BYTES + " or more, but was " + memoryBytes);
    }
  }

  /** These limits with another number of read units per second and region. */
  public SyncLimits withMaxReadUnits(double unitsPerSecond) {
    return new SyncLimits(unitsPerSecond, maxWriteUnits, maxCostUsd, memoryBytes);
  }

  /** These limits with another number of write units per second and region. */
  public SyncLimits withMaxWriteUnits(double unitsPerSecond) {
    return new SyncLimits(maxReadUnits, unitsPerSecond, maxCostUsd, memoryBytes);
  }

  /** These limits with another highest cost, in US dollars. */
  public SyncLimits withMaxCostUsd(double usd) {
    return new SyncLimits(maxReadUnits, maxWriteUnits, usd, memoryBytes);
  }

  /** These limits with another memory budget, in bytes. */
  public SyncLimits withMemoryBytes(long bytes) {
    return new SyncLimits(maxReadUnits, maxWriteUnits, maxCostUsd, bytes);
  }

  private static void requireAboveZero(String name, double unitsPerSecond) {
    if (!(unitsPerSecond > 0)) {
      throw new IllegalArgumentException(
          name + " must be above zero units per second, but was " + unitsPerSecond);
    }
  }
}
