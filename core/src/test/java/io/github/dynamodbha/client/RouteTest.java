package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which region is next, and which gets a trial; no region is called, and time is virtual. */
@WithLocalRegions
class RouteTest {
  private static final Failure GONE = FailureTable.classify(new UnknownHostException("gone"));

  private final AtomicLong now = new AtomicLong();
  private final List<RegionState> trials = new ArrayList<>();
  private ClientRegions regions;
  private List<RegionState> states;
  private RegionState east;
  private RegionState west;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions);
    states = regions.states(now::get);
    east = states.get(0);
    west = states.get(1);
  }

  @AfterEach
  void stop() {
    states.forEach(state -> state.connection().close());
    regions.close();
  }

  @Test
  void read_whenTheFirstIsDueForATrial_thenGoesToTheSecondAndIsTheTrialOnTheSide() {
    east.breaker(true).failed(GONE);
    untilTheFirstTrial();

    assertThat(route(true, states).next()).isSameAs(west);
    assertThat(trials).containsExactly(east);
  }

  @Test
  void read_whenItsOnlyRegionIsDueForATrial_thenIsSentOnce() {
    east.breaker(true).failed(GONE);
    untilTheFirstTrial();

    assertThat(route(true, List.of(east)).next()).isSameAs(east);
    assertThat(trials).isEmpty();
  }

  @Test
  void read_whenBothAreDueForATrial_thenIsTheFirstOnesAndTheOtherHasItOnTheSide() {
    east.breaker(true).failed(GONE);
    west.breaker(true).failed(GONE);
    untilTheFirstTrial();

    assertThat(route(true, states).next()).isSameAs(east);
    assertThat(trials).containsExactly(west);
  }

  @Test
  void write_whenOnlyWritesAreSuspended_thenIsItselfTheTrial() {
    east.breaker(false).failed(GONE);
    untilTheFirstTrial();

    assertThat(route(false, states).next()).isSameAs(east);
    assertThat(trials).isEmpty();
  }

  @Test
  void write_whenReadsAreSuspendedToo_thenARequestWithoutEffectIsTheTrial() {
    suspend(east);
    untilTheFirstTrial();

    assertThat(route(false, states).next()).isSameAs(west);
    assertThat(trials).containsExactly(east);
  }

  @Test
  void write_whenItsOnlyRegionIsDown_thenGoesThereBesideTheTrial() {
    suspend(east);
    untilTheFirstTrial();

    assertThat(route(false, List.of(east)).next()).isSameAs(east);
    assertThat(trials).containsExactly(east);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void call_whenNoTrialIsDue_thenSendsNone(boolean reading) {
    suspend(east);

    Route route = route(reading, states);

    assertThat(route.next()).isSameAs(west);
    assertThat(route.next()).isSameAs(east);
    assertThat(route.next()).isNull();
    assertThat(trials).isEmpty();
  }

  private static void suspend(RegionState region) {
    region.breaker(true).failed(GONE);
    region.breaker(false).failed(GONE);
  }

  private void untilTheFirstTrial() {
    now.addAndGet(Duration.ofSeconds(2).toNanos());
  }

  private Route route(boolean reading, List<RegionState> on) {
    return new Route(on, reading, trials::add);
  }
}
