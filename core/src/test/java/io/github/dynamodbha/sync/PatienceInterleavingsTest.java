package io.github.dynamodbha.sync;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class PatienceInterleavingsTest {
  @Test
  void replica_whenThreadsCallIt_thenIsGivenUpAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Calls.class);
  }

  /**
   * Calls that are answered, and calls to a table that is gone, which are never repeated. What a
   * call itself gets is not looked at: one that is under way while the replica is given up may
   * still be answered.
   */
  public static class Calls {
    private static final Failure GONE =
        new Failure(
            FailureClass.TABLE_MISSING, "gone", false, 0, new IllegalStateException("gone"));

    private final Patience patience =
        new Patience(
            "east",
            new UnitBudget(
                Double.POSITIVE_INFINITY, 1, () -> 0, duration -> {}, new Cancellation()),
            () -> 0,
            duration -> {},
            new Random(1));

    /** One has failed before, so that the next two decide, and neither may be lost. */
    public Calls() throws InterruptedException {
      call(new Reply.Failed<>("east", Duration.ZERO, GONE));
    }

    private void call(Reply<String> reply) throws InterruptedException {
      Reply<String> unused = patience.call(() -> CompletableFuture.completedFuture(reply));
    }

    @Operation
    public void answered() throws InterruptedException {
      call(new Reply.Answered<>("east", Duration.ZERO, "answer"));
    }

    @Operation
    public void failed() throws InterruptedException {
      call(new Reply.Failed<>("east", Duration.ZERO, GONE));
    }

    @Operation
    public boolean isExhausted() {
      return patience.isExhausted();
    }
  }
}
