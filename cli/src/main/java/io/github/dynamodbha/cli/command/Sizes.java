package io.github.dynamodbha.cli.command;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes as Java's own options take them: {@code 65536}, {@code 64K}, {@code 256M}, {@code 2G}. */
final class Sizes implements ITypeConverter<Long> {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)(ib)?");
  private static final String UNITS = "kmgt";
  private static final int BITS = 10;

  @Override
  public Long convert(String text) {
    Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!parts.matches() || (parts.group(2).isEmpty() && parts.group(3) != null)) {
      throw wrong(text);
    }
    int shift = BITS * (parts.group(2).isEmpty() ? 0 : UNITS.indexOf(parts.group(2)) + 1);
    try {
      return Math.multiplyExact(Long.parseLong(parts.group(1)), 1L << shift);
    } catch (ArithmeticException tooLarge) {
      throw wrong(text);
    }
  }

  private static TypeConversionException wrong(String text) {
    return new TypeConversionException(
        "'" + text + "' is no size: write 256M, 2G, 64K, or a number of bytes");
  }
}
