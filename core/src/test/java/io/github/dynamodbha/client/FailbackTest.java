package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * After a long outage the calls come back to a region in time, and not at once; time is virtual.
 */
@WithLocalRegions
class FailbackTest {
  private static final Duration CALL_EVERY = Duration.ofMillis(5);
  private static final Failure REFUSED = FailureTable.classify(new ConnectException("refused"));
  private static final int SECOND = (int) (Duration.ofSeconds(1).toNanos() / CALL_EVERY.toNanos());

  private final AtomicLong now = new AtomicLong();
  private ClientRegions regions;
  private List<RegionState> states;
  private boolean down;
  private boolean ofWrites;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions);
    states = regions.states(now::get);
  }

  @AfterEach
  void stop() {
    states.forEach(state -> state.connection().close());
    regions.close();
  }

  @ParameterizedTest
  @CsvSource({
    // the calls read, the outage is of writes alone
    "true, false",
    "false, true",
    "false, false", // nothing ever reads
  })
  void calls_afterAnOutage_areBackWithin90SecondsAndRamped(boolean reading, boolean ofWrites) {
    this.ofWrites = ofWrites;
    down = true;
    calls(reading, Duration.ofMinutes(10));
    down = false;
    long returned = now.get();

    Deque<Integer> perSecond = new ArrayDeque<>();
    while (perSecond.isEmpty() || perSecond.getLast() < SECOND) {
      perSecond.add(calls(reading, Duration.ofSeconds(1)));
      assertThat(Duration.ofNanos(now.get() - returned)).isLessThan(Duration.ofSeconds(90));
    }

    List<Integer> ramp = perSecond.stream().filter(first -> first > 1).toList();
    assertThat(ramp.get(0)).as("the first second of the ramp").isLessThan(SECOND / 4);
    assertThat(ramp.get(ramp.size() / 2)).as("its middle").isBetween(SECOND / 3, SECOND * 3 / 4);
    assertThat(ramp).as("seconds that it takes").hasSizeBetween(25, 35);
  }

  /** Calls for some time; returns how many went to the first region. */
  private int calls(boolean reading, Duration time) {
    int first = 0;
    for (long end = now.get() + time.toNanos(); now.get() < end; pass()) {
      Route route = new Route(states, reading, trial -> outcome(trial, true));
      RegionState region = route.next();
      if (states.get(0).equals(region)) {
        first++;
        outcome(states.get(0), reading);
        if (down) {
          assertThat(route.next()).isSameAs(states.get(1));
        }
      }
    }
    return first;
  }

  private void outcome(RegionState region, boolean reading) {
    if (down) {
      region.breaker(reading).failed(REFUSED);
      if (!ofWrites) {
        region.breaker(!reading).failed(REFUSED);
      }
    } else {
      region.breaker(reading).succeeded();
    }
  }

  private void pass() {
    now.addAndGet(CALL_EVERY.toNanos());
  }
}
