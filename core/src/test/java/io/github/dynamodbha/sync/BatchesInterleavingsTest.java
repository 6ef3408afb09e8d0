package io.github.dynamodbha.sync;

import io.github.dynamodbha.Interleavings;
import java.util.stream.LongStream;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class BatchesInterleavingsTest {
  @Test
  void batches_whenWorkersTakeThem_thenEachIsTakenOnceAndInOrder() {
    Interleavings.assertNoneBreaks(Workers.class);
  }

  /** Batches of one element. */
  public static class Workers {
    private final Batches<Long> batches = new Batches<>(LongStream.range(0, 5).iterator(), 5);

    @Operation
    public String take() {
      return batches.take().toString();
    }
  }
}
