package io.github.dynamodbha.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a table that one region lacks and another has: its calls are answered, so that nobody
 * would notice before the other region is down. Thread-safe.
 */
final class MissingTables {
  private static final Logger LOG = LoggerFactory.getLogger(MissingTables.class);

  /** Loud enough to be seen, too seldom to fill a disk. */
  static final Duration REPEAT_AFTER = Duration.ofMinutes(1);

  /** AWS's own limit for an account and region is about this. */
  private static final int MAX_REMEMBERED = 10_000;

  private final LongSupplier nanoTime;
  private final Consumer<String> warning;
  private final Map<List<String>, Long> warned = new HashMap<>(); // guarded by this

  MissingTables(LongSupplier nanoTime) {
    this(nanoTime, LOG::warn);
  }

  MissingTables(LongSupplier nanoTime, Consumer<String> warning) {
    this.nanoTime = nanoTime;
    this.warning = warning;
  }

  /**
   * Notes that a call was answered after all.
   *
   * @param tables what the call is about
   * @param lacking the regions that said that there is no such table
   * @param having the region that answered
   */
  void answered(Collection<String> tables, List<String> lacking, String having) {
    String names = String.join(", ", tables);
    for (String region : lacking) {
      if (isDue(List.of(region, names))) {
        warning.accept(
            "Region "
                + region
                + " has no table "
                + names
                + ", while region "
                + having
                + " has: its calls go there, and nowhere when that region is down. Create the"
                + " replica, or take the region off the client's list");
      }
    }
  }

  private synchronized boolean isDue(List<String> what) {
    long now = nanoTime.getAsLong();
    Long last = warned.get(what);
    if (last == null ? warned.size() >= MAX_REMEMBERED : now - last < REPEAT_AFTER.toNanos()) {
      return false;
    }
    warned.put(what, now);
    return true;
  }
}
