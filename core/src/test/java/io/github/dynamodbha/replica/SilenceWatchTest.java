package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a region counts as silent, over a clock that stands still unless told. */
class SilenceWatchTest {
  private static final Duration CALL_EVERY = Duration.ofMillis(5);

  private long now;
  private final Queue<Runnable> sweeps = new ArrayDeque<>();
  private final Map<Operation<?, ?>, Duration> usual = new HashMap<>();
  private final Breaker reads = new Breaker(() -> now, new Random(7), (state, last) -> {});
  private final Breaker writes = new Breaker(() -> now, new Random(7), (state, last) -> {});
  private final SilenceWatch watch =
      new SilenceWatch(
          () -> now,
          reads,
          writes,
          operation -> usual.containsKey(operation) ? usual.get(operation).toNanos() : -1,
          sweeps::add,
          Runnable::run);
  private long nextSweep;

  @Test
  void silence_whenABusyRegionHangs_thenIsSeenWithinASecond() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);
    long hang = now;

    while (reads.state() == BreakerState.CLOSED) {
      watch.started(Operation.GET_ITEM);
      pass(CALL_EVERY);
    }

    assertThat(Duration.ofNanos(now - hang)).isBetween(ofMillis(450), ofMillis(700));
    assertThat(reads.lastFailure()).extracting(Failure::reason).isEqualTo("silent");
  }

  @Test
  void silence_ofReadsAlone_whenNothingIsAnswered_thenLeavesTheRegionOutForWritesToo() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);

    silent(Operation.GET_ITEM, 3, ofMillis(700));

    assertThat(writes.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void silence_ofReads_whenWritesAreAnswered_thenLeavesTheRegionOutForReadsOnly() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);
    pass(SilenceWatch.PERIOD);
    start(Operation.GET_ITEM, 3);

    for (int call = 0; call < 40; call++) {
      SilenceWatch.Call write = watch.started(Operation.PUT_ITEM);
      pass(ofMillis(20));
      watch.ended(write, true);
    }

    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
    assertThat(writes.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void slowCalls_besideAnsweredOnes_areNoSilence() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    start(Operation.SCAN, 10);

    for (int call = 0; call < 1000; call++) {
      busy(Operation.GET_ITEM);
    }

    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void slowCalls_ofAnOperationThatIsUsuallySlow_areNoSilence() {
    usual.put(Operation.SCAN, ofMillis(900));
    busy(Operation.SCAN);

    silent(Operation.SCAN, 10, ofMillis(2600));
    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);

    pass(ofMillis(200));
    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void twoSlowCalls_areNoSilence() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);

    silent(Operation.GET_ITEM, 2, Duration.ofSeconds(30));

    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void firstCalls_ofARegionThatHasAnsweredNothing_areNotJudged() {
    silent(Operation.GET_ITEM, 10, Duration.ofSeconds(30));

    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void callsThatFailHere_areNoAnswers() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);
    pass(SilenceWatch.PERIOD);
    start(Operation.GET_ITEM, 3);

    for (int call = 0; call < 50; call++) {
      SilenceWatch.Call failing = watch.started(Operation.GET_ITEM);
      pass(ofMillis(20));
      watch.ended(failing, false);
    }

    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void pauseOfThisProcess_isNoSilence() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);
    pass(SilenceWatch.PERIOD);
    List<SilenceWatch.Call> calls = start(Operation.GET_ITEM, 10);

    now += Duration.ofSeconds(20).toNanos();
    nextSweep = now;
    sweepIfDue();
    calls.forEach(call -> watch.ended(call, true));
    pass(Duration.ofSeconds(1));

    assertThat(reads.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(sweeps).isEmpty();
  }

  @Test
  void returnedRegion_isNotHeldBackByTheCallsThatStillHang() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    busy(Operation.GET_ITEM);
    silent(Operation.GET_ITEM, 5, ofMillis(700));
    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
    pass(Duration.ofSeconds(1));
    assertThat(reads.admit()).isEqualTo(Admission.TRIAL);

    SilenceWatch.Call trial = watch.started(Operation.GET_ITEM);
    pass(CALL_EVERY);
    watch.ended(trial, true);
    reads.succeeded();
    pass(Duration.ofSeconds(2));

    assertThat(reads.state()).isEqualTo(BreakerState.RAMPING);
  }

  @Test
  void silence_ofCallsThatBeganBeforeTheLastAnswer_isSeenToo() {
    usual.put(Operation.GET_ITEM, Duration.ofMillis(4));
    assertThat(start(Operation.GET_ITEM, 3)).hasSize(3);
    busy(Operation.GET_ITEM);

    pass(ofMillis(700));

    assertThat(reads.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void unknownHost_isNoMatterOfSilence() {
    reads.failed(
        FailureTable.classify(new UnknownHostException("dynamodb.us-east-1.amazonaws.com")));

    silent(Operation.GET_ITEM, 5, ofMillis(700));

    assertThat(reads.lastFailure()).extracting(Failure::reason).isEqualTo("unknown host");
  }

  private void busy(Operation<?, ?> operation) {
    SilenceWatch.Call call = watch.started(operation);
    pass(CALL_EVERY);
    watch.ended(call, true);
  }

  private void silent(Operation<?, ?> operation, int calls, Duration time) {
    pass(SilenceWatch.PERIOD);
    assertThat(start(operation, calls)).hasSize(calls);
    pass(time);
  }

  private List<SilenceWatch.Call> start(Operation<?, ?> operation, int calls) {
    List<SilenceWatch.Call> started = new ArrayList<>();
    for (int call = 0; call < calls; call++) {
      started.add(watch.started(operation));
    }
    return started;
  }

  private static Duration ofMillis(long millis) {
    return Duration.ofMillis(millis);
  }

  private void pass(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      if (sweeps.isEmpty()) {
        now = end;
        return;
      }
      nextSweep = Math.max(nextSweep, now);
      now = Math.min(end, now + ofMillis(1).toNanos());
      sweepIfDue();
    }
  }

  private void sweepIfDue() {
    if (now >= nextSweep && !sweeps.isEmpty()) {
      nextSweep = now + SilenceWatch.PERIOD.toNanos();
      sweeps.remove().run();
    }
  }
}
