package io.github.dynamodbha.item;

import java.nio.charset.StandardCharsets;

/**
 * Text that UTF-8 can spell. Java also allows half a surrogate pair, which its encoder turns into a
 * question mark: two different strings would then count as equal.
 */
final class WellFormed {
  private WellFormed() {}

  /**
   * The text in UTF-8.
   *
   * @throws IllegalArgumentException if it holds half a surrogate pair
   */
  static byte[] utf8(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw new IllegalArgumentException(
              "the text has half a surrogate pair at position "
                  + i
                  + ", which is no Unicode character: it was cut in the middle of a character;"
                  + " cut it elsewhere, or store it as binary (B)");
        }
        i++;
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
