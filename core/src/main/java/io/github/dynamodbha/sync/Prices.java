package io.github.dynamodbha.sync;

/**
 * On-demand list prices, to turn units into an estimate of dollars. The bill differs with region,
 * table class, capacity mode and discounts.
 */
final class Prices {
  static final String SOURCE =
      "on-demand list price of the standard table class in us-east-1 since 2024-11-01:"
          + " 0.125 USD per million read units, 0.625 USD per million write units"
          + " (https://aws.amazon.com/dynamodb/pricing/on-demand/)";

  private static final double USD_PER_READ_UNIT = 0.125e-6;
  private static final double USD_PER_WRITE_UNIT = 0.625e-6;

  /** An eventually consistent scan reads this much for half a unit. */
  private static final double READ_UNIT_BYTES = 4096;

  private static final double EVENTUAL_FACTOR = 0.5;

  /** Reading a key that is absent, or up to 4 KB of an item, strongly consistent. */
  private static final double CONSISTENT_READ_UNITS = 1;

  private static final double WRITE_UNIT_BYTES = 1024;

  /** The read units of a full page of a scan: 1 MB. */
  static final double PAGE_UNITS = scanUnits(1 << 20);

  /** The write units of an item of up to 1 KB, such as a tombstone without a long key. */
  static final double LEAST_WRITE_UNITS = 1;

  private Prices() {}

  static double usd(double readUnits, double writeUnits) {
    return readUnits * USD_PER_READ_UNIT + writeUnits * USD_PER_WRITE_UNIT;
  }

  /** The read units of scanning so many bytes, eventually consistent. */
  static double scanUnits(long bytes) {
    return Math.ceil(bytes / READ_UNIT_BYTES) * EVENTUAL_FACTOR;
  }

  /** The least read units of reading so many keys, strongly consistent. */
  static double leastConsistentUnits(int keys) {
    return keys * CONSISTENT_READ_UNITS;
  }

  /**
   * The write units of an item: what a put of it consumes, or the deletion of it, also if its
   * condition refuses it; more if it replaces a larger item, or the table has indexes.
   */
  static double writeUnits(long bytes) {
    return Math.max(LEAST_WRITE_UNITS, Math.ceil(bytes / WRITE_UNIT_BYTES));
  }
}
