package io.github.dynamodbha.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number above zero, such as units per second. */
final class AboveZero implements ITypeConverter<Double> {
  @Override
  public Double convert(String text) {
    double number = number(text);
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new TypeConversionException(
          "'" + text + "' is no number above zero: write 100 or 0.5, or leave the option out");
    }
    return number;
  }

  private static double number(String text) {
    // Double.parseDouble also takes 1d and 0x1p3.
    return text.matches("[0-9]{1,15}(\\.[0-9]{1,15})?") ? Double.parseDouble(text) : Double.NaN;
  }
}
