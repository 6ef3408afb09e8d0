package io.github.dynamodbha.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes an input that is nearly valid, in the ways in which readers are known to fail. */
final class Mutator {
  /** Beyond what any reader holds in a buffer of its own. */
  private static final int MAX_BYTES = 1 << 16;

  private static final int MAX_CHANGES = 4;

  /** What tells more than a random byte: limits of lengths, ends of strings, broken characters. */
  private static final List<byte[]> TOKENS =
      List.of(
          new byte[] {0},
          new byte[] {-1},
          new byte[] {-1, -1, -1, -1},
          new byte[] {127, -1, -1, -1},
          new byte[] {-1, -1, -1, 127},
          new byte[] {-128, 0, 0, 0},
          new byte[] {0, 0, 0, -128},
          new byte[] {4, 0, 0, 0},
          new byte[] {127, -1, -1, -1, -1, -1, -1, -1},
          text("\""),
          text("\\"),
          text("\\u"),
          text("\\uD834"),
          text("\\uDD1E\\uD834"),
          text("{"),
          text("}"),
          text("[["),
          text("]"),
          text(":"),
          text(","),
          text("null"),
          text("true"),
          text("1E999999999"),
          text("-0"),
          text("9".repeat(200)),
          text("{\"L\":["),
          text("{\"M\":{\"a\":"),
          text("{\"NULL\":false}"),
          text("{\"S\":\"a\",\"N\":\"1\"}"),
          text("=="),
          text("\u0000"),
          text("\uFFFF"),
          text("\u2028"),
          text("𝄞"),
          text("\r\n"),
          text("#"),
          text("."),
          text(" ".repeat(500)),
          new byte[] {(byte) 0xC0, (byte) 0x80},
          new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          new byte[] {(byte) 0xE2, (byte) 0x82});

  private final Random random;
  private final List<byte[]> seeds;

  Mutator(Random random, List<byte[]> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  byte[] next() {
    byte[] input = seed();
    for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
      input = change(input);
    }
    return input.length <= MAX_BYTES ? input : Arrays.copyOf(input, MAX_BYTES);
  }

  private byte[] seed() {
    return seeds.get(random.nextInt(seeds.size())).clone();
  }

  private byte[] change(byte[] input) {
    int at = random.nextInt(input.length + 1);
    int end = at + random.nextInt(input.length - at + 1);
    return switch (random.nextInt(9)) {
      case 0, 1 -> flipped(input, at);
      case 2 -> replaced(input, at, Math.min(input.length, at + 1), new byte[] {oneByte()});
      case 3 -> Arrays.copyOf(input, at);
      case 4 -> replaced(input, at, end, new byte[0]);
      case 5 -> replaced(input, at, at, repeated(Arrays.copyOfRange(input, at, end)));
      case 6 -> replaced(input, at, at, token());
      case 7 -> {
        byte[] token = token();
        yield replaced(input, at, Math.min(input.length, at + token.length), token);
      }
      default -> {
        byte[] other = seed();
        int from = random.nextInt(other.length + 1);
        yield replaced(input, at, end, Arrays.copyOfRange(other, from, other.length));
      }
    };
  }

  private byte oneByte() {
    return (byte) random.nextInt(256);
  }

  /** A token, a few times, or so often that it nests deeper than anything should. */
  private byte[] token() {
    byte[] token = TOKENS.get(random.nextInt(TOKENS.size()));
    return random.nextInt(4) == 0 ? repeated(token) : token;
  }

  private byte[] repeated(byte[] piece) {
    int times = random.nextInt(8) == 0 ? 2000 : 1 + random.nextInt(3);
    int most = piece.length == 0 ? 0 : Math.min(times, MAX_BYTES / piece.length);
    return new String(piece, ISO_8859_1).repeat(most).getBytes(ISO_8859_1);
  }

  private byte[] flipped(byte[] input, int at) {
    if (at < input.length) {
      input[at] ^= (byte) (1 << random.nextInt(8));
    }
    return input;
  }

  private static byte[] replaced(byte[] input, int from, int to, byte[] piece) {
    byte[] result = new byte[input.length - (to - from) + piece.length];
    System.arraycopy(input, 0, result, 0, from);
    System.arraycopy(piece, 0, result, from, piece.length);
    System.arraycopy(input, to, result, from + piece.length, input.length - to);
    return result;
  }
}
