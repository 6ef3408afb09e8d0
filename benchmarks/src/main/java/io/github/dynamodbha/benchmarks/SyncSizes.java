package io.github.dynamodbha.benchmarks;

import java.util.List;

/**
 * How large the tables are that are compared whole, and how often.
 *
 * @param pageItems items of a recorded page
 * @param warmUp rounds before those that are measured
 * @param rounds measured rounds
 * @param engineItems of each replica, in a round of the engine
 * @param tableItems of each region, for {@code verify} and for units
 * @param growth items of each replica, ascending
 * @param localGrowth the same on local regions
 * @param memoryItems of each replica, for the memory of a whole process
 */
record SyncSizes(
    int pageItems,
    int warmUp,
    int rounds,
    int engineItems,
    int tableItems,
    List<Integer> growth,
    List<Integer> localGrowth,
    int memoryItems) {

  /** Those of issue and page. */
  static final SyncSizes FULL =
      new SyncSizes(
          TableItem.PAGE_ITEMS,
          2,
          9,
          400_000,
          100_000,
          List.of(10_000, 100_000, 1_000_000),
          List.of(10_000, 100_000),
          20_000_000);

  /** A first look. */
  static final SyncSizes QUICK =
      new SyncSizes(
          TableItem.PAGE_ITEMS,
          1,
          3,
          100_000,
          20_000,
          List.of(10_000, 100_000),
          List.of(10_000, 20_000),
          2_000_000);

  /** Copies the lists. */
  SyncSizes {
    growth = List.copyOf(growth);
    localGrowth = List.copyOf(localGrowth);
  }
}
