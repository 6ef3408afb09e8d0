package io.github.dynamodbha.item;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes JSON strings in their canonical form, without making strings of them: each behind its
 * length, as text, number or binary. Whatever is odd ends in {@link OddItemException}.
 *
 * <p>Text is copied eight bytes at a time. In a word of eight bytes, those that end plain ASCII
 * text (quote, backslash, control characters, bytes above 0x7F) are found at once: subtracting one
 * from each byte of {@code word ^ quotes} borrows into the top bit of the first byte that is zero.
 * The borrow may also mark bytes behind that one, never one before it, and only the first counts.
 */
final class CanonicalJson {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';
  private static final long SPACES = ONES * ' ';

  /** As many digits as every plain number may have and DynamoDB can hold, in any position. */
  private static final int MAX_PLAIN_DIGITS = 38;

  /** More than any number needs: sign, digits, {@code E}, sign and three digits. */
  private static final int MAX_NUMBER_BYTES = 64;

  private static final byte[] BASE64 = new byte[256];

  static {
    java.util.Arrays.fill(BASE64, (byte) -1);
    byte[] alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < alphabet.length; i++) {
      BASE64[alphabet[i]] = (byte) i;
    }
  }

  private final JsonCursor json;
  private final CanonicalBytes out;

  CanonicalJson(JsonCursor json, CanonicalBytes out) {
    this.json = json;
    this.out = out;
  }

  /** Writes the string at the cursor as text; returns its bytes in UTF-8. */
  int text() {
    if (json.peek() != '"') {
      throw new OddItemException();
    }
    int start = out.length();
    byte[] from = json.text;
    int at = json.position + 1;
    byte[] to = out.withRoom(Integer.BYTES + Long.BYTES);
    int next = start + Integer.BYTES;
    while (true) {
      if (to.length - next < Long.BYTES) {
        to = moreRoom(next);
      }
      long word = (long) LONG.get(from, at);
      LONG.set(to, next, word);
      long ends = ends(word);
      if (ends == 0) {
        at += Long.BYTES;
        next += Long.BYTES;
        continue;
      }
      int plain = Long.numberOfTrailingZeros(ends) >>> 3;
      at += plain;
      next += plain;
      byte end = from[at];
      if (end == '"') {
        break;
      }
      if (to.length - next < Long.BYTES) {
        to = moreRoom(next);
      }
      if (end == '\\') {
        int character = escaped(from, at);
        at += from[at + 1] != 'u' ? 2 : character < 0x10000 ? 6 : 12;
        next += Utf8.put(character, to, next);
      } else {
        int bytes = Utf8.length(from, at);
        if (end >= 0 || bytes == 0) {
          throw new OddItemException();
        }
        // One word holds a character of any length; what it holds more is overwritten.
        LONG.set(to, next, (long) LONG.get(from, at));
        at += bytes;
        next += bytes;
      }
    }
    json.position = at + 1;
    out.length(next);
    int bytes = next - start - Integer.BYTES;
    out.setInt(start, bytes);
    return bytes;
  }

  private static long ends(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    long quotes = (quote - ONES) & ~quote;
    long backslashes = (backslash - ONES) & ~backslash;
    return (quotes | backslashes | (word - SPACES) | word) & TOPS;
  }

  private byte[] moreRoom(int written) {
    out.length(written);
    return out.withRoom(Math.max(written, MAX_NUMBER_BYTES));
  }

  private static int escaped(byte[] from, int at) {
    if (from[at + 1] != 'u') {
      return odd(Utf8.escape(from[at + 1]));
    }
    int unit = odd(Utf8.hexadecimal(from, at + 2));
    if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
      return unit;
    }
    if (unit > Character.MAX_HIGH_SURROGATE || from[at + 6] != '\\' || from[at + 7] != 'u') {
      throw new OddItemException();
    }
    int low = odd(Utf8.hexadecimal(from, at + 8));
    if (low < Character.MIN_LOW_SURROGATE || low > Character.MAX_LOW_SURROGATE) {
      throw new OddItemException();
    }
    return Character.toCodePoint((char) unit, (char) low);
  }

  private static int odd(int number) {
    if (number < 0) {
      throw new OddItemException();
    }
    return number;
  }

  /** Writes the string at the cursor as a number; returns the bytes that it takes in an item. */
  int number() {
    if (json.peek() != '"') {
      throw new OddItemException();
    }
    int start = out.length();
    byte[] to = out.withRoom(MAX_NUMBER_BYTES);
    byte[] from = json.text;
    int at = json.position + 1;
    int next = start + Integer.BYTES;
    boolean negative = from[at] == '-';
    if (negative) {
      to[next++] = '-';
      at++;
    }
    int digits = next;
    int first = at;
    int point = -1;
    while (true) {
      byte character = from[at];
      if (character >= '0' && character <= '9') {
        if (character != '0' || next > digits) { // No leading zeros.
          to[next++] = character;
        }
      } else if (character == '.' && point < 0 && at > first) {
        point = at;
      } else {
        break;
      }
      at++;
      if (at - first > MAX_PLAIN_DIGITS) {
        return anyNumber();
      }
    }
    if (from[at] != '"' || at == first || point == at - 1) {
      return anyNumber(); // An exponent, a plus sign, or no number.
    }
    int exponent = point < 0 ? 0 : point + 1 - at;
    while (next > digits && to[next - 1] == '0') {
      next--;
      exponent++;
    }
    int significant = next - digits;
    if (significant == 0) {
      next = start + Integer.BYTES;
      to[next++] = '0';
      negative = false;
      exponent = 0;
    }
    to[next++] = 'E';
    if (exponent < 0) {
      to[next++] = '-';
      exponent = -exponent;
    }
    if (exponent > 9) { // It is at most 38.
      to[next++] = (byte) ('0' + exponent / 10);
    }
    to[next++] = (byte) ('0' + exponent % 10);
    json.position = at + 1;
    out.length(next);
    out.setInt(start, next - start - Integer.BYTES);
    return 1 + (significant + 1) / 2 + (negative ? 1 : 0);
  }

  private int anyNumber() {
    String number = string();
    try {
      byte[] canonical = CanonicalNumber.of(number).getBytes(StandardCharsets.US_ASCII);
      out.putInt(canonical.length);
      out.putBytes(canonical, 0, canonical.length);
      return CanonicalNumber.bytes(number);
    } catch (IllegalArgumentException refused) {
      throw new OddItemException();
    }
  }

  /**
   * Writes the string at the cursor as the bytes that it spells in Base64; returns their number.
   */
  int binary() {
    if (json.peek() != '"') {
      throw new OddItemException();
    }
    int start = out.length();
    byte[] from = json.text;
    int at = json.position + 1;
    byte[] to = out.withRoom(Integer.BYTES + Long.BYTES);
    int next = start + Integer.BYTES;
    while (true) {
      if (to.length - next < Long.BYTES) {
        to = moreRoom(next);
      }
      int quartet =
          BASE64[from[at] & 0xFF] << 18
              | BASE64[from[at + 1] & 0xFF] << 12
              | BASE64[from[at + 2] & 0xFF] << 6
              | BASE64[from[at + 3] & 0xFF];
      if (quartet < 0) {
        break;
      }
      to[next] = (byte) (quartet >> 16);
      to[next + 1] = (byte) (quartet >> 8);
      to[next + 2] = (byte) quartet;
      next += 3;
      at += 4;
    }
    if (from[at] != '"') {
      int one = BASE64[from[at] & 0xFF] << 6 | BASE64[from[at + 1] & 0xFF];
      int two = one << 6 | BASE64[from[at + 2] & 0xFF];
      if (from[at + 3] != '=' || from[at + 4] != '"') {
        out.length(start);
        return anyBinary();
      }
      if (two >= 0) {
        to[next++] = (byte) (two >> 10);
        to[next++] = (byte) (two >> 2);
      } else if (one >= 0 && from[at + 2] == '=') {
        to[next++] = (byte) (one >> 4);
      } else {
        out.length(start);
        return anyBinary();
      }
      at += 4;
    }
    json.position = at + 1;
    out.length(next);
    out.setInt(start, next - start - Integer.BYTES);
    return next - start - Integer.BYTES;
  }

  /** The same by the JDK's decoder, for escaped, malformed or unpadded spellings. */
  private int anyBinary() {
    String base64 = string();
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      out.putInt(bytes.length);
      out.putBytes(bytes, 0, bytes.length);
      return bytes.length;
    } catch (IllegalArgumentException malformed) {
      throw new OddItemException();
    }
  }

  private String string() {
    try {
      return json.string();
    } catch (UnreadableReplyException odd) {
      throw new OddItemException();
    }
  }
}
