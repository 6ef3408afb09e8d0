package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.HeldCalls;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegionStateInterleavingsTest {
  /** Loads the SDK's classes: one that is loaded while Lincheck steps may stay unusable. */
  @BeforeAll
  static void load() {
    Calls calls = new Calls();
    boolean unusedDue = calls.isDueForProbe();
    boolean unusedDown = calls.isDown();
    calls.probeSucceeds();
    calls.callEnds();
    calls.validate();
  }

  @Test
  void region_whenManyCallsAskAndEnd_thenIsProbedOnceAndForgetsNoLatency() {
    Interleavings.assertNoneBreaks(Calls.class);
  }

  /** Reads are left out at the start, with a trial due. */
  public static class Calls {
    /** Until the trial is due, and longer than all calls are admitted only little by little. */
    private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger noted = new AtomicInteger();
    private final RegionState region = region("us-east-1", now, new HeldCalls());

    public Calls() {
      region.breaker(true).failed(FailureTable.classify(new UnknownHostException("us-east-1")));
      now.addAndGet(A_MINUTE);
    }

    @Operation
    public boolean isDueForProbe() {
      return region.isDueForProbe();
    }

    @Operation
    public void probeSucceeds() {
      region.breaker(true).succeeded();
      now.addAndGet(A_MINUTE);
    }

    @Operation
    public boolean isDown() {
      return region.isDown();
    }

    @Operation
    public void callEnds() {
      region.note(DataOperations.GET_ITEM.call(), Duration.ofMillis(1).toNanos());
      noted.incrementAndGet();
    }

    /** So many samples are needed that one which was lost is missing. */
    @Validate
    public void validate() {
      for (int call = noted.get(); call < LatencyHistogram.MIN_SAMPLES; call++) {
        region.note(DataOperations.GET_ITEM.call(), Duration.ofMillis(1).toNanos());
      }
      if (region.latencyQuantileNanos(DataOperations.GET_ITEM) < 0) {
        throw new IllegalStateException("A latency was forgotten");
      }
    }
  }

  /** A region whose calls end when the test says so. */
  static RegionState region(String name, AtomicLong now, HeldCalls calls) {
    return new RegionState(
        name,
        now::get,
        new Random(7),
        ClientListener.NONE,
        (reads, writes, observer, silence) ->
            calls.connection(name, now::get, reads, writes, observer));
  }
}
