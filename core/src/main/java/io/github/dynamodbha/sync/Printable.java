package io.github.dynamodbha.sync;

import java.util.Locale;

/**
 * Makes text of others, above all keys, fit to be shown: what steers a terminal, or turns the
 * direction of what is written around it, is spelt out.
 */
final class Printable {
  private Printable() {}

  /**
   * The text with control characters, marks of direction and half characters as {@code \}{@code
   * uXXXX}.
   */
  static String of(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return printable.toString();
  }

  private static boolean isHarmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> !isMarkOfDirection(character);
      default -> true;
    };
  }

  private static boolean isMarkOfDirection(int character) {
    return character == 0x061c
        || character == 0x200e
        || character == 0x200f
        || (character >= 0x202a && character <= 0x202e)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
