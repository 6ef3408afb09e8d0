package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.CallKind;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** The calls of one thread of a writer, without end; a pure function of the seed. */
final class CallPlan {
  private static final int KEYS = 60;

  /** Half of all calls go to these, so that writers meet. */
  private static final int HOT_KEYS = 6;

  private static final int PAUSE_MILLIS = 10;

  /** The library's table: it has no updates. */
  static final List<CallKind> OF_TABLE =
      List.of(
          CallKind.PUT,
          CallKind.PUT,
          CallKind.PUT,
          CallKind.PUT,
          CallKind.DELETE,
          CallKind.DELETE,
          CallKind.CONDITIONAL_PUT,
          CallKind.CONDITIONAL_DELETE,
          CallKind.READ,
          CallKind.READ);

  /** The drop-in client. */
  static final List<CallKind> OF_CLIENT =
      List.of(
          CallKind.PUT,
          CallKind.PUT,
          CallKind.UPDATE,
          CallKind.UPDATE,
          CallKind.UPDATE,
          CallKind.DELETE,
          CallKind.DELETE,
          CallKind.CONDITIONAL_PUT,
          CallKind.CONDITIONAL_DELETE,
          CallKind.READ);

  private final SplittableRandom random;
  private final List<CallKind> kinds;

  CallPlan(SplittableRandom random, List<CallKind> kinds) {
    this.random = random;
    this.kinds = kinds;
  }

  PlannedCall next() {
    CallKind kind = kinds.get(random.nextInt(kinds.size()));
    int key = random.nextInt(random.nextBoolean() ? HOT_KEYS : KEYS);
    return new PlannedCall(
        kind, "key-" + key, random.nextBoolean(), Duration.ofMillis(random.nextInt(PAUSE_MILLIS)));
  }
}
