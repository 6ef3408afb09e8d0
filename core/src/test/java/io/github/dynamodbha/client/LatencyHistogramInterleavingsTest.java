package io.github.dynamodbha.client;

import io.github.dynamodbha.Interleavings;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;

class LatencyHistogramInterleavingsTest {
  @Test
  void quantile_whenThreadsAddSamples_thenIsAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoneBreaks(Samples.class);
  }

  /** Two samples short of the first quantile, which one slow call in ten would change. */
  public static class Samples {
    private final LatencyHistogram latencies = new LatencyHistogram();

    public Samples() {
      for (int sample = 0; sample < LatencyHistogram.MIN_SAMPLES - 2; sample++) {
        latencies.add(sample < 2 ? 1_000_000 : 1_000);
      }
    }

    @Operation
    public void quick() {
      latencies.add(1_000);
    }

    @Operation
    public void slow() {
      latencies.add(1_000_000);
    }

    @Operation
    public long quantileNanos() {
      return latencies.quantileNanos();
    }
  }
}
