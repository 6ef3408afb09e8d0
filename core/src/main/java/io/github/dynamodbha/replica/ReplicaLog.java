package io.github.dynamodbha.replica;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what an operator should know of a replica: a missing table, and the start of a suspension.
 */
final class ReplicaLog implements CallObserver {
  private static final Logger LOG = LoggerFactory.getLogger(ReplicaLog.class);
  private static final LogLimit LIMIT = new LogLimit(System::nanoTime);

  private final Health health;
  private volatile boolean suspended;

  ReplicaLog(Health health) {
    this.health = health;
  }

  @Override
  public void replied(Operation<?, ?> operation, Reply<?> reply) {
    boolean nowSuspended = health.isSuspended();
    if (reply instanceof Reply.Failed<?> failed) {
      if (failed.failure().failureClass() == FailureClass.TABLE_MISSING) {
        warnOfMissingTable(reply.region(), failed.failure());
      } else if (nowSuspended && !suspended) {
        LOG.warn("Region {} is suspended: {}", reply.region(), failed.failure().describeForLog());
      }
    }
    if (suspended != nowSuspended) {
      suspended = nowSuspended;
    }
  }

  private static void warnOfMissingTable(String region, Failure failure) {
    String remark = LIMIT.admit(region);
    if (remark != null) {
      LOG.warn(
          "A table is missing in region {}, and writes there are missed until it is created: {}{}",
          region,
          failure.describeForLog(),
          remark);
    }
  }
}
