package io.github.dynamodbha.item;

/** Characters in UTF-8 and in JSON's escapes, checked byte by byte. */
final class Utf8 {
  private Utf8() {}

  /**
   * How many bytes the character at {@code at} has, at most four bytes from there being looked at.
   *
   * @return 0 if there is no character: a wrong or missing byte, a longer spelling than needed,
   *     half a surrogate pair, or a number beyond Unicode's
   */
  static int length(byte[] text, int at) {
    int first = text[at];
    if (first >= 0) {
      return 1;
    }
    first &= 0xFF;
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    int second = text[at + 1] & 0xFF;
    if (first < 0xE0) {
      return follows(second) ? 2 : 0;
    }
    if (!follows(second) || !follows(text[at + 2])) {
      return 0;
    }
    if (first < 0xF0) {
      boolean overlong = first == 0xE0 && second < 0xA0;
      boolean surrogate = first == 0xED && second >= 0xA0;
      return overlong || surrogate ? 0 : 3;
    }
    boolean overlong = first == 0xF0 && second < 0x90;
    boolean beyond = first == 0xF4 && second >= 0x90;
    return overlong || beyond || !follows(text[at + 3]) ? 0 : 4;
  }

  private static boolean follows(int next) {
    return (next & 0xC0) == 0x80;
  }

  /** Writes a character; returns how many bytes it has. */
  static int put(int codePoint, byte[] to, int at) {
    if (codePoint < 0x80) {
      to[at] = (byte) codePoint;
      return 1;
    }
    if (codePoint < 0x800) {
      to[at] = (byte) (0xC0 | (codePoint >> 6));
      to[at + 1] = following(codePoint);
      return 2;
    }
    if (codePoint < 0x10000) {
      to[at] = (byte) (0xE0 | (codePoint >> 12));
      to[at + 1] = following(codePoint >> 6);
      to[at + 2] = following(codePoint);
      return 3;
    }
    to[at] = (byte) (0xF0 | (codePoint >> 18));
    to[at + 1] = following(codePoint >> 12);
    to[at + 2] = following(codePoint >> 6);
    to[at + 3] = following(codePoint);
    return 4;
  }

  private static byte following(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }

  /** The character that a backslash and {@code letter} stand for, -1 if none. */
  static int escape(int letter) {
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  /** The number that the four hexadecimal digits at {@code at} spell, -1 if they are none. */
  static int hexadecimal(byte[] text, int at) {
    int number = 0;
    for (int i = 0; i < 4; i++) {
      int digit = text[at + i];
      int value =
          digit >= '0' && digit <= '9'
              ? digit - '0'
              : digit >= 'a' && digit <= 'f'
                  ? digit - 'a' + 10
                  : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
      if (value < 0) {
        return -1;
      }
      number = (number << 4) | value;
    }
    return number;
  }
}
