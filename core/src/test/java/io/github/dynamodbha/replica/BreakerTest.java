package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The breaker's states, over a clock that stands still unless told. */
class BreakerTest {
  private static final Failure UNKNOWN_HOST =
      FailureTable.classify(new UnknownHostException("dynamodb.us-east-1.amazonaws.com"));
  private static final Failure REFUSED = FailureTable.classify(new ConnectException("refused"));

  private long now;
  private final List<BreakerState> told = new ArrayList<>();
  private final Breaker breaker =
      new Breaker(() -> now, new Random(7), (state, last) -> told.add(state));

  @Test
  void breaker_whenAnUnknownHostIsAllItSaw_thenOpensAtOnce() {
    breaker.failed(UNKNOWN_HOST);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.admit()).isEqualTo(Admission.SKIP);
    assertThat(breaker.lastFailure()).isEqualTo(UNKNOWN_HOST);
  }

  @Test
  void breaker_whenAPassingFaultComes_thenOpensAtTheThird() {
    breaker.failed(REFUSED);
    breaker.failed(REFUSED);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);

    breaker.failed(REFUSED);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void breaker_whenWarmConnectionsWorkAndNewOnesFail_thenStaysClosed() {
    for (int call = 0; call < 1000; call++) {
      pass(Duration.ofMillis(5));
      if (call % 10 == 9) {
        breaker.failed(UNKNOWN_HOST);
      } else {
        breaker.succeeded();
      }
    }

    assertThat(told).isEmpty();
  }

  @Test
  void breaker_whenABusyRegionGoes_thenOpensWithinAThirdOfASecond() {
    for (int call = 0; call < 1000; call++) {
      pass(Duration.ofMillis(5));
      breaker.succeeded();
    }
    long gone = now;

    while (breaker.state() == BreakerState.CLOSED) {
      pass(Duration.ofMillis(5));
      breaker.failed(REFUSED);
    }

    assertThat(Duration.ofNanos(now - gone)).isLessThan(Duration.ofMillis(300));
  }

  @Test
  void breaker_whenSuccessesAreOld_thenForgetsThem() {
    for (int call = 0; call < 50; call++) {
      breaker.succeeded();
    }
    pass(Duration.ofSeconds(6));

    breaker.failed(UNKNOWN_HOST);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void breaker_whenOpen_thenGivesOneTrialAndDoublesTheWaitWhenItFails() {
    breaker.failed(UNKNOWN_HOST);
    pass(Duration.ofSeconds(1));

    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);
    assertThat(breaker.admit()).isEqualTo(Admission.SKIP);
    breaker.failed(REFUSED);
    pass(Duration.ofMillis(999));
    assertThat(breaker.admit()).isEqualTo(Admission.SKIP);
    pass(Duration.ofMillis(1001));
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);
  }

  @Test
  void breaker_whenATrialNeverEnds_thenGivesAnother() {
    breaker.failed(UNKNOWN_HOST);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);

    pass(Duration.ofSeconds(30));

    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);
  }

  @Test
  void breaker_whenATrialSucceeds_thenTakesTheRegionBackStepByStep() {
    breaker.failed(UNKNOWN_HOST);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);

    breaker.succeeded();

    assertThat(breaker.state()).isEqualTo(BreakerState.RAMPING);
    assertThat(askedOf1000()).isBetween(50, 150);
    pass(Duration.ofSeconds(15));
    assertThat(askedOf1000()).isBetween(500, 600);
    pass(Duration.ofSeconds(15));
    assertThat(askedOf1000()).isEqualTo(1000);
    assertThat(told)
        .containsExactly(
            BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.RAMPING, BreakerState.CLOSED);
  }

  @Test
  void breaker_whenTheRegionFailsAgainOnTheRamp_thenOpensAgain() {
    breaker.failed(UNKNOWN_HOST);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);
    breaker.succeeded();

    breaker.failed(UNKNOWN_HOST);

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  @Test
  void breaker_whenACallOfBeforeSucceedsWhileOpen_thenIsDueForATrialAtOnce() {
    breaker.failed(UNKNOWN_HOST);

    breaker.succeeded();

    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);
  }

  @Test
  void breaker_whenTheRegionRefusesACall_thenTakesItForAlive() {
    breaker.failed(UNKNOWN_HOST);
    pass(Duration.ofSeconds(1));
    assertThat(breaker.admit()).isEqualTo(Admission.TRIAL);

    breaker.failed(
        FailureTable.classify(ConditionalCheckFailedException.builder().message("no").build()));

    assertThat(breaker.state()).isEqualTo(BreakerState.RAMPING);
  }

  private int askedOf1000() {
    int asked = 0;
    for (int call = 0; call < 1000; call++) {
      if (breaker.admit() == Admission.ASK) {
        asked++;
      }
    }
    return asked;
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
