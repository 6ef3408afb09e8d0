package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a warning that every call of an outage would give from filling the log: of each kind one in
 * ten seconds is written, and says how many were not since the one before. Thread-safe.
 */
public final class LogLimit {
  static final Duration PERIOD = Duration.ofSeconds(10);

  /** More are forgotten, all at once: then some warnings are written too early. */
  static final int MAX_KINDS = 1_000;

  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Kind> kinds = new ConcurrentHashMap<>();

  /**
   * What is known of a kind.
   *
   * @param writtenNanos when its last warning was written
   * @param heldBack how many were not since
   * @param remark what is to be said with the warning that was asked for last; null if that is held
   *     back
   */
  private record Kind(long writtenNanos, long heldBack, @Nullable String remark) {}

  /**
   * Makes a limit that has seen nothing.
   *
   * @param nanoTime a monotonic clock, normally {@link System#nanoTime()}
   */
  public LogLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Says whether a warning may be written now.
   *
   * @param kind what it has in common with those that it repeats
   * @return what to say with it of those that were held back, empty if none was; null if it is held
   *     back itself
   */
  public @Nullable String admit(String kind) {
    if (kinds.size() >= MAX_KINDS && !kinds.containsKey(kind)) {
      kinds.clear();
    }
    long now = nanoTime.getAsLong();
    return kinds.compute(kind, (any, before) -> next(before, now)).remark();
  }

  private static Kind next(@Nullable Kind before, long now) {
    if (before == null) {
      return new Kind(now, 0, "");
    }
    if (now - before.writtenNanos() < PERIOD.toNanos()) {
      return new Kind(before.writtenNanos(), before.heldBack() + 1, null);
    }
    return new Kind(
        now,
        0,
        before.heldBack() == 0
            ? ""
            : " (and %d more in the %d s before, not logged)"
                .formatted(
                    before.heldBack(),
                    TimeUnit.NANOSECONDS.toSeconds(now - before.writtenNanos())));
  }
}
