package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogLimitTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final LogLimit limit = new LogLimit(nanos::get);

  @Test
  void firstOfItsKind_isWritten() {
    assertThat(limit.admit("a")).isEmpty();
    assertThat(limit.admit("b")).isEmpty();
  }

  @Test
  void repetition_withinThePeriod_isHeldBackAndCounted() {
    limit.admit("a");

    nanos.addAndGet(LogLimit.PERIOD.toNanos() - 1);
    assertThat(limit.admit("a")).isNull();
    assertThat(limit.admit("a")).isNull();

    nanos.addAndGet(1);
    assertThat(limit.admit("a")).isEqualTo(" (and 2 more in the 10 s before, not logged)");
    assertThat(limit.admit("a")).isNull();
    nanos.addAndGet(LogLimit.PERIOD.toNanos());
    assertThat(limit.admit("a")).isEqualTo(" (and 1 more in the 10 s before, not logged)");
  }

  @Test
  void repetition_afterThePeriod_isWrittenWithoutARemark() {
    limit.admit("a");

    nanos.addAndGet(LogLimit.PERIOD.toNanos());

    assertThat(limit.admit("a")).isEmpty();
  }

  @Test
  void kinds_beyondTheLimit_makeTheOthersForgotten() {
    for (int kind = 0; kind < LogLimit.MAX_KINDS; kind++) {
      limit.admit("kind " + kind);
    }
    assertThat(limit.admit("kind 0")).as("still known").isNull();

    limit.admit("one more");

    assertThat(limit.admit("kind 0")).as("forgotten").isEmpty();
  }
}
