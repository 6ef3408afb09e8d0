package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.LogLimit;
import io.github.dynamodbha.replica.ReplicaSuspendedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether enough regions stored a write.
 *
 * @param what the write, to begin a message with
 * @param table its table
 * @param acknowledge how many regions must have stored it
 * @param regions how many regions there are, with those that are left out
 */
record Settlement(
    String what, String table, Acknowledge acknowledge, int regions, CallErrors errors) {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  /** Of the process: its log is one, too. */
  private static final LogLimit LIMIT = new LogLimit(System::nanoTime);

  int required() {
    return acknowledge.required(regions);
  }

  /** Completes with the result, or with the exception for the caller. */
  <T> CompletableFuture<T> settle(
      List<String> stored, Map<String, Failure> missed, Supplier<T> result) {
    if (stored.size() >= required()) {
      missed.forEach(this::warn);
      return CompletableFuture.completedFuture(result.get());
    }
    return CompletableFuture.failedFuture(
        stored.isEmpty()
            ? Outcomes.noneWrote(what, table, missed, errors)
            : errors.notAcknowledged(
                wasStoredIn(stored)
                    + ", but acknowledge="
                    + acknowledge
                    + " requires "
                    + required()
                    + " regions. "
                    + Outcomes.describe(missed),
                stored,
                missed));
  }

  /**
   * Something else lies where a write was stored, with a version that is ahead of this machine's
   * clock: so it may be older.
   */
  RuntimeException replacedFromAhead(
      List<String> storedIn, Version seen, Map<String, Failure> missed) {
    return errors.outcomeUnknown(
        wasStoredIn(storedIn)
            + ", but is no longer there, and a region holds a version ahead of this machine's clock"
            + " ("
            + seen
            + "): either a later write replaced it, or a repair put that older one over it."
            + " Read the item before you try again",
        missed);
  }

  /**
   * A write is stored below what another region holds, and could not be stamped above that.
   *
   * @param notReplaced why not, in the regions that store it
   * @param others the failures of the others
   */
  RuntimeException notReplaced(
      List<String> storedIn, Map<String, Failure> notReplaced, Map<String, Failure> others) {
    Map<String, Failure> missed = new LinkedHashMap<>(notReplaced);
    missed.putAll(others);
    return errors.outcomeUnknown(
        wasStoredIn(storedIn)
            + ", which can't be reached any more, and another region holds a newer version: either"
            + " may win. Read the item before you try again. "
            + Outcomes.describe(missed),
        missed);
  }

  private String wasStoredIn(List<String> regions) {
    return what + " of table '" + table + "' was stored in " + regions;
  }

  private void warn(String region, Failure failure) {
    String remark =
        failure.cause() instanceof ReplicaSuspendedException
                || (failure.failureClass() == FailureClass.TABLE_MISSING
                    && errors.warnOfMissingTables())
            // That itself was a warning; one for every write would bury it.
            ? null
            : LIMIT.admit(region + ' ' + table + ' ' + failure.kind());
    if (remark != null) {
      LOG.warn(
          "Region {} missed a write of table {}: {}{}",
          region,
          table,
          failure.describeForLog(),
          remark);
    }
    LOG.debug("Region {} missed a write of table {}: {}", region, table, failure.describe());
  }
}
