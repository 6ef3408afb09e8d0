package io.github.dynamodbha.item;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stamp that orders the writes of one item, as stored in the attribute {@code last_updated}.
 *
 * <p>Two spellings are read: {@code 2026-11-22T10:46:21.123456Z~1f3c9a20} (UTC with six fractional
 * digits, {@code ~}, eight hexadecimal digits of the writer), which is the one written, and {@code
 * 2026-11-22T10:46:21}, which the Perl module Net::Amazon::DynamoDB::HighlyAvailable wrote. Plain
 * string order is version order in both and between them: a stamp without a fraction is older than
 * any other stamp of its second. DynamoDB itself compares the strings, so {@link #compareTo} does
 * nothing else.
 *
 * <p>Immutable and thread-safe.
 */
public final class Version implements Comparable<Version> {
  private static final Pattern FORMAT =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{6})Z~[0-9a-f]{8})?");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final long MICROS_PER_SECOND = 1_000_000L;

  /** The last second that the four digits of the year can spell. */
  private static final long MAX_EPOCH_SECOND =
      Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private static final long MAX_EPOCH_MICROS =
      MAX_EPOCH_SECOND * MICROS_PER_SECOND + MICROS_PER_SECOND - 1;

  private final String text;
  private final long epochMicros;

  private Version(String text, long epochMicros) {
    this.text = text;
    this.epochMicros = epochMicros;
  }

  /**
   * Makes the version of a time and a writer.
   *
   * @param epochMicros microseconds since 1970-01-01T00:00:00Z, from 0 to the end of the year 9999
   * @param writerId the writer's random id; all 32 bits are used
   * @throws IllegalArgumentException if the time is outside that range
   */
  public static Version of(long epochMicros, int writerId) {
    if (epochMicros < 0 || epochMicros > MAX_EPOCH_MICROS) {
      throw outOfRange(epochMicros + " µs after 1970-01-01T00:00:00Z");
    }
    LocalDateTime seconds =
        LocalDateTime.ofEpochSecond(epochMicros / MICROS_PER_SECOND, 0, ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(36);
    SECONDS.formatTo(seconds, text);
    String micros = Long.toString(epochMicros % MICROS_PER_SECOND + MICROS_PER_SECOND);
    String writer = Long.toHexString((writerId & 0xffff_ffffL) | 0x1_0000_0000L);
    text.append('.').append(micros, 1, 7).append("Z~").append(writer, 1, 9);
    return new Version(text.toString(), epochMicros);
  }

  /**
   * A time in microseconds since 1970-01-01T00:00:00Z, rounded down.
   *
   * <p>Not by {@code ChronoUnit.MICROS.between}, which overflows in Java 17 beyond the year 2262.
   *
   * @throws IllegalArgumentException if it is before 1970 or after 9999, so that no version can
   *     hold it
   */
  static long epochMicros(Instant time) {
    long second = time.getEpochSecond();
    if (second < 0 || second > MAX_EPOCH_SECOND) {
      throw outOfRange(time.toString());
    }
    return second * MICROS_PER_SECOND + time.getNano() / 1_000;
  }

  private static IllegalArgumentException outOfRange(String time) {
    return new IllegalArgumentException(
        "A version's time must lie between the years 1970 and 9999, but was "
            + time
            + ": check the clock, and repair an item whose version is at the end of that range");
  }

  /**
   * Reads a stored stamp.
   *
   * @return the version, or empty if the text is in neither of the two spellings or names no real
   *     date
   */
  public static Optional<Version> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      long seconds = LocalDateTime.parse(matcher.group(1), SECONDS).toEpochSecond(ZoneOffset.UTC);
      String micros = matcher.group(2);
      long epochMicros =
          seconds * MICROS_PER_SECOND + (micros == null ? 0 : Long.parseLong(micros));
      return Optional.of(new Version(text, epochMicros));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /** The stamp as it is stored. */
  public String text() {
    return text;
  }

  /**
   * Microseconds since 1970-01-01T00:00:00Z; for a stamp of whole seconds, the start of the second.
   */
  public long epochMicros() {
    return epochMicros;
  }

  /**
   * The writer's part of the stamp, with the tilde before it; empty for a stamp of whole seconds.
   */
  String writer() {
    int tilde = text.indexOf('~');
    return tilde < 0 ? "" : text.substring(tilde);
  }

  /** Compares as DynamoDB compares the stored strings: the older version is the lesser. */
  @Override
  public int compareTo(Version other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Version version && text.equals(version.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
