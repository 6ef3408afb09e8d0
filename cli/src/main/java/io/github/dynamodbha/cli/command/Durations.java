package io.github.dynamodbha.cli.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as people write them: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 24h}, {@code 7d}.
 */
public final class Durations implements ITypeConverter<Duration> {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  @Override
  public Duration convert(String text) {
    Matcher parts = SHORT.matcher(text.toLowerCase(Locale.ROOT));
    if (parts.matches()) {
      return Objects.requireNonNull(UNITS.get(parts.group(2)))
          .multipliedBy(Long.parseLong(parts.group(1)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is no duration: write 500ms, 5s, 2m, 24h, 7d, or ISO 8601 such as PT5S");
    }
  }
}
