package io.github.dynamodbha.replica;

import io.github.dynamodbha.Interleavings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class BreakerInterleavingsTest {
  private static final long A_MINUTE = Duration.ofMinutes(1).toNanos();

  @Test
  void breaker_whenCallsEndAndOthersAsk_thenIsAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Calls.class);
  }

  @Test
  void breaker_whenTrialsFail_thenNeverLooksClosed() {
    Interleavings.assertNoneBreaks(FailingTrials.class);
  }

  @Test
  void breaker_whenItsStateChangesInManyThreads_thenTellsTheLastStateLast() {
    Interleavings.assertNoneBreaks(Changes.class);
  }

  /** Open at the start, with a trial due at once. */
  public static class Calls {
    private final AtomicLong now = new AtomicLong();
    private final Breaker breaker =
        open(now, new Breaker(now::get, NoJitter.INSTANCE, (s, l) -> {}));

    @Operation
    public Admission admit() {
      return breaker.admit();
    }

    @Operation
    public boolean isSuspended() {
      return breaker.isSuspended();
    }

    /** Who finds the region left out must find out why. */
    @Operation
    public boolean isLeftOutForNoReason() {
      return breaker.isSuspended() && breaker.lastFailure() == null;
    }

    @Operation
    public void succeeded() {
      breaker.succeeded();
    }

    @Operation
    public void unknownHost() {
      breaker.failed(Failures.UNKNOWN_HOST);
    }

    @Operation
    public void fellSilent() {
      breaker.fellSilent(Failures.UNKNOWN_HOST);
    }

    @Operation
    public void rampEnds() {
      now.addAndGet(Breaker.RAMP.toNanos());
    }
  }

  /** Nothing succeeds, and the next trial is always due. */
  public static class FailingTrials {
    private final AtomicLong now = new AtomicLong();
    private final Breaker breaker =
        open(now, new Breaker(() -> now.addAndGet(A_MINUTE), NoJitter.INSTANCE, (s, l) -> {}));

    @Operation
    public boolean isSuspended() {
      return breaker.isSuspended();
    }

    @Operation
    public void trialFails() {
      breaker.admit();
      breaker.failed(Failures.UNKNOWN_HOST);
    }
  }

  public static class Changes {
    private final AtomicLong now = new AtomicLong();
    private volatile BreakerState told = BreakerState.CLOSED;
    private final Breaker breaker =
        open(now, new Breaker(now::get, NoJitter.INSTANCE, (state, last) -> told = state));

    @Operation
    public void admit() {
      breaker.admit();
    }

    @Operation
    public void succeeded() {
      breaker.succeeded();
    }

    @Operation
    public void unknownHost() {
      breaker.failed(Failures.UNKNOWN_HOST);
    }

    @Validate
    public void validate() {
      if (told != breaker.state()) {
        throw new IllegalStateException("Told " + told + " last, but it is " + breaker.state());
      }
    }
  }

  private static Breaker open(AtomicLong now, Breaker breaker) {
    breaker.failed(Failures.UNKNOWN_HOST);
    now.addAndGet(1_000_000_000L);
    return breaker;
  }
}
