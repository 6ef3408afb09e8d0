package io.github.dynamodbha.benchmarks;

import java.util.List;

/** The parts that measure sync and verify. */
final class SyncParts {
  private SyncParts() {}

  static List<Part> of(SyncSizes sizes, long seed) {
    return List.of(
        new DigestBenchmark(sizes, seed),
        new EngineBenchmark(sizes, seed),
        new VerifyBenchmark(sizes, seed),
        new UnitsBenchmark(sizes),
        new GrowthBenchmark(sizes, seed),
        new MemoryBenchmark(sizes),
        new JoinBenchmark(sizes, seed));
  }

  /** The parts' names, for the command line. */
  static List<String> names() {
    return of(SyncSizes.QUICK, 0).stream().map(Part::name).toList();
  }
}
