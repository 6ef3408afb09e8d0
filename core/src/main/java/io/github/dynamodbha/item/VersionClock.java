package io.github.dynamodbha.item;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands out versions: UTC now in microseconds, strictly increasing, and above whatever version the
 * writer has already seen on the item.
 *
 * <p>Two rules keep every version of one process different from every other:
 *
 * <ul>
 *   <li>A stamp from the clock is at least one microsecond above the last such stamp, and carries
 *       the writer's id.
 *   <li>A stamp that must lie above a version from the future ({@code seen} is ahead of the clock)
 *       is one microsecond above {@code seen} and does <em>not</em> move the clock, so one item
 *       with a version of the year 2099 spoils no other. Two writers of one process may do this to
 *       one item at the same time, with the same {@code seen}; so these stamps carry the writer's
 *       id plus a counter, and differ all the same.
 * </ul>
 *
 * <p>Between processes the random 32-bit ids make equal versions unlikely: two processes must draw
 * the same id and write the same item in the same microsecond.
 *
 * <p>Thread-safe and lock-free.
 */
public final class VersionClock {
  private final InstantSource time;
  private final int writerId;
  private final AtomicLong lastMicros = new AtomicLong();
  private final AtomicInteger stampsAhead = new AtomicInteger();

  /**
   * Makes a clock.
   *
   * @param time where the time comes from, normally {@link InstantSource#system()}
   * @param writerId the id of this writer, drawn at random
   */
  public VersionClock(InstantSource time, int writerId) {
    this.time = time;
    this.writerId = writerId;
  }

  /**
   * A version newer than every version that this clock gave out from its own time.
   *
   * @throws IllegalArgumentException if the clock stands outside the years 1970 to 9999
   */
  public Version next() {
    return Version.of(nextMicros(), writerId);
  }

  /**
   * A version newer than {@code seen}, and equal to no other version of this clock.
   *
   * @param seen the newest version of the item that the writer knows of, or null for none
   * @throws IllegalArgumentException if the clock stands outside the years 1970 to 9999, or no
   *     later version can be written, because {@code seen} is the last microsecond of the year 9999
   */
  public Version next(@Nullable Version seen) {
    long micros = nextMicros();
    if (seen == null || seen.epochMicros() < micros) {
      return Version.of(micros, writerId);
    }
    return Version.of(seen.epochMicros() + 1, writerId + stampsAhead.incrementAndGet());
  }

  /**
   * True if this clock gave out {@code version} from its own time, and later than {@code start}.
   * Then the write that carries it was still under way when {@code start} was drawn.
   *
   * @param start a version that {@link #next()} of this clock returned
   */
  public boolean gaveOutAfter(Version start, Version version) {
    return version.compareTo(start) > 0 && version.writer().equals(start.writer());
  }

  /**
   * True if {@code version} lies in the future of this clock: its writer's clock is ahead of this
   * one, so its order among versions says nothing of when it was written.
   */
  public boolean isAhead(Version version) {
    return version.epochMicros() > Version.epochMicros(time.instant());
  }

  private long nextMicros() {
    // Refused before it could replace the last stamp: a clock that is put right finds its way back.
    long now = Version.epochMicros(time.instant());
    return lastMicros.accumulateAndGet(now, (last, current) -> Math.max(last + 1, current));
  }
}
