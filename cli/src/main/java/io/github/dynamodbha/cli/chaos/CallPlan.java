package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.CallKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The calls of one thread of a writer, without end; a pure function of the seed. */
final class CallPlan {
  private static final int KEYS = 60;

  /** So many that a deleted one is left alone for longer than the grace, and then written anew. */
  private static final int KEYS_TO_PURGE = 4_000;

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

  /** The asynchronous drop-in client: batches. */
  static final List<CallKind> OF_BATCHES =
      List.of(CallKind.BATCH_PUT, CallKind.BATCH_PUT, CallKind.BATCH_DELETE);

  /** Likewise: transactions. */
  static final List<CallKind> OF_TRANSACTIONS =
      List.of(
          CallKind.TRANSACT_PUT,
          CallKind.TRANSACT_CONDITIONAL_PUT,
          CallKind.TRANSACT_UPDATE,
          CallKind.TRANSACT_UPDATE,
          CallKind.TRANSACT_DELETE);

  private static final int MAX_GROUP = 4;

  private final SplittableRandom random;
  private final List<List<CallKind>> kinds;
  private final int maxGroup;
  private final int keys;

  private CallPlan(
      SplittableRandom random, boolean purged, int maxGroup, List<List<CallKind>> kinds) {
    this.random = random;
    this.maxGroup = maxGroup;
    this.keys = purged ? KEYS_TO_PURGE : KEYS;
    this.kinds = kinds;
  }

  /**
   * Calls that are a request each.
   *
   * @param purged whether tombstones are purged meanwhile
   */
  static CallPlan singles(SplittableRandom random, boolean purged, List<CallKind> kinds) {
    return new CallPlan(random, purged, 1, List.of(kinds));
  }

  /**
   * Requests of some calls each, to different keys: batches and transactions.
   *
   * @param purged whether tombstones are purged meanwhile
   */
  static CallPlan groups(SplittableRandom random, boolean purged) {
    return new CallPlan(random, purged, MAX_GROUP, List.of(OF_BATCHES, OF_TRANSACTIONS));
  }

  /** The calls of the next request. */
  List<PlannedCall> next() {
    List<CallKind> group = kinds.get(random.nextInt(kinds.size()));
    Map<String, PlannedCall> calls = new LinkedHashMap<>();
    int size = 1 + random.nextInt(maxGroup);
    for (int i = 0; i < size; i++) {
      PlannedCall call = call(group);
      calls.putIfAbsent(call.key(), call);
    }
    return List.copyOf(calls.values());
  }

  private PlannedCall call(List<CallKind> group) {
    CallKind kind = group.get(random.nextInt(group.size()));
    int key = random.nextInt(random.nextBoolean() ? HOT_KEYS : keys);
    return new PlannedCall(
        kind, "key-" + key, random.nextBoolean(), Duration.ofMillis(random.nextInt(PAUSE_MILLIS)));
  }
}
