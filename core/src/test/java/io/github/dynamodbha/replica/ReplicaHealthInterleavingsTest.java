package io.github.dynamodbha.replica;

import io.github.dynamodbha.Interleavings;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class ReplicaHealthInterleavingsTest {
  @Test
  void health_whenCallsEndAndOthersAsk_thenIsAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Calls.class);
  }

  /** Suspended at the start, with the first trial due at once. */
  public static class Calls {
    private final AtomicLong now = new AtomicLong();
    private final ReplicaHealth health = new ReplicaHealth(now::get, NoJitter.INSTANCE);

    public Calls() {
      health.failed(Failures.UNKNOWN_HOST);
      now.addAndGet(1_000_000_000L);
    }

    @Operation
    public Admission admit() {
      return health.admit();
    }

    @Operation
    public boolean isSuspended() {
      return health.isSuspended();
    }

    @Operation
    public String lastReason() {
      Failure last = health.lastFailure();
      return last == null ? "none" : last.reason();
    }

    @Operation
    public void succeeded() {
      health.succeeded();
    }

    @Operation
    public void unknownHost() {
      health.failed(Failures.UNKNOWN_HOST);
    }

    @Operation
    public void refused() {
      health.failed(Failures.REFUSED);
    }

    @Operation
    public void throttled() {
      health.failed(Failures.THROTTLED);
    }
  }
}
