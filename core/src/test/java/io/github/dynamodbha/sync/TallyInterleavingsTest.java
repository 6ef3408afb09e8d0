package io.github.dynamodbha.sync;

import io.github.dynamodbha.Interleavings;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TallyInterleavingsTest {
  @Test
  void tally_whenThreadsCount_thenLosesNothingAndTellsTheListenerOneByOne() {
    Interleavings.assertNoThreadsBreak(Counting.class);
  }

  public static class Counting {
    private static final Divergence MISSING =
        new Divergence(
            ItemKey.of(1),
            Map.of("id", AttributeValue.fromN("1")),
            0,
            Kind.MISSING,
            Map.of("west", Kind.MISSING),
            "east",
            null,
            false);

    private final AtomicInteger expected = new AtomicInteger();
    private final OneByOne listener = new OneByOne();
    private final Tally tally = new Tally(SyncOptions.builder().listener(listener).build(), 1);

    @Operation
    public void diverged() {
      expected.incrementAndGet();
      tally.diverged(MISSING);
    }

    @Operation
    public void compared() {
      Findings findings = new Findings();
      findings.compared(1);
      tally.add(findings);
      expected.incrementAndGet();
    }

    @Validate
    public void validate() {
      long differing = tally.counts().differing();
      if (differing + tally.counts().keysCompared() != expected.get()
          || tally.differingIn("west").total() != differing
          || listener.told != differing) {
        throw new IllegalStateException("Not all was counted: " + tally.counts());
      }
    }
  }

  /** Counts without any protection: two calls at once would lose one. */
  private static final class OneByOne implements SyncListener {
    private long told;

    @Override
    public void onDivergence(Divergence divergence) {
      told++;
    }
  }
}
