package io.github.dynamodbha.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong tickets = new AtomicLong(7);
  private Instant now = START;
  private final Timeline timeline = new Timeline(tickets::getAndIncrement, () -> now);

  /**
   * What was begun between two marks may be older than a time between them, so it counts as such.
   */
  @Test
  void ticket_isThatOfTheFirstMarkFromThatTimeOn() {
    timeline.mark();
    tickets.set(20);
    now = START.plusMillis(100);
    timeline.mark();

    assertThat(timeline.ticketAt(START.minusSeconds(1))).isEqualTo(7);
    assertThat(timeline.ticketAt(START)).isEqualTo(7);
    assertThat(timeline.ticketAt(START.plusMillis(1))).isEqualTo(20);
    assertThat(timeline.ticketAt(START.plusMillis(100))).isEqualTo(20);
  }

  @Test
  void ticket_whereNothingWasMarkedFromThatTimeOn_isTheGreatest() {
    timeline.mark();

    assertThat(timeline.ticketAt(START.plusMillis(1))).isEqualTo(Long.MAX_VALUE);
  }
}
