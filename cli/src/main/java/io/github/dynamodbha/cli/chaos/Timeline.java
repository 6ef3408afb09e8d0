package io.github.dynamodbha.cli.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notes now and then which place in the order of all events the time of day has. So the age of a
 * call that reports no version can be told from its place.
 *
 * <p>Not thread-safe: written by one thread at a time, and read when the last has ended.
 */
final class Timeline {
  private static final long PERIOD_MILLIS = 100;

  private final LongSupplier tickets;
  private final Supplier<Instant> clock;
  private final List<Mark> marks = new ArrayList<>();

  /** Events with a greater ticket began after that time. */
  private record Mark(Instant time, long ticket) {}

  Timeline(LongSupplier tickets, Supplier<Instant> clock) {
    this.tickets = tickets;
    this.clock = clock;
  }

  /** Notes until the end, by {@link System#nanoTime}. */
  void run(long end) throws InterruptedException {
    while (end - System.nanoTime() > 0) {
      mark();
      Thread.sleep(PERIOD_MILLIS);
    }
  }

  void mark() {
    Instant time = clock.get();
    marks.add(new Mark(time, tickets.getAsLong()));
  }

  /**
   * A ticket that all events from that time on are beyond or, where none is known, the greatest.
   */
  long ticketAt(Instant time) {
    return marks.stream()
        .filter(mark -> !mark.time.isBefore(time))
        .mapToLong(Mark::ticket)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
