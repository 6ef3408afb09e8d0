package io.github.dynamodbha.replica;

import io.github.dynamodbha.Interleavings;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;

class LegInterleavingsTest {
  @Test
  void leg_whenItIsOvertakenAsItStarts_thenItsRequestNeverGoesOn() {
    Interleavings.assertNoneBreaks(Starts.class);
  }

  /** One thread starts the leg's request while others overtake it. */
  public static class Starts {
    private final Leg leg = new Leg();
    private final Request request = new Request();
    private final AtomicBoolean started = new AtomicBoolean();

    @Operation
    public void overtake() {
      leg.overtake();
    }

    @Operation(runOnce = true)
    public boolean start() {
      try {
        leg.waitsFor(request);
      } catch (OvertakenException none) {
        return false;
      }
      started.set(true);
      return true;
    }

    @Validate
    public void validate() {
      if (leg.isOvertaken() && started.get() && !request.aborted.get()) {
        throw new IllegalStateException("overtaken, and its request goes on");
      }
    }
  }

  private static final class Request implements ExecutableHttpRequest {
    private final AtomicBoolean aborted = new AtomicBoolean();

    @Override
    public HttpExecuteResponse call() {
      throw new UnsupportedOperationException("nobody sends it");
    }

    @Override
    public void abort() {
      aborted.set(true);
    }
  }
}
