package io.github.dynamodbha.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The body of a real reply to Scan, one full page, which is replayed as any number of pages: only
 * the segment's number is changed in each key, so no two pages share a key. Immutable.
 */
final class RecordedReply {
  private static final byte[] KEY = ("\"" + TableItem.KEY_PREFIX).getBytes(US_ASCII);
  private static final int SEGMENT_DIGITS = 6;

  private final byte[] body;

  /** Where the segment's number stands in each key. */
  private final int[] places;

  /**
   * Takes over a body.
   *
   * @param items how many items it holds
   * @throws IllegalArgumentException if it doesn't
   */
  RecordedReply(byte[] body, int items) {
    this.body = body.clone();
    this.places =
        IntStream.range(0, body.length - KEY.length - SEGMENT_DIGITS)
            .filter(i -> Arrays.equals(body, i, i + KEY.length, KEY, 0, KEY.length))
            .map(i -> i + KEY.length)
            .toArray();
    if (places.length != items) {
      throw new IllegalArgumentException(
          "the reply holds " + places.length + " items and not " + items);
    }
  }

  /** How many items each page holds. */
  int items() {
    return places.length;
  }

  /** The length of each page's body. */
  int length() {
    return body.length;
  }

  /** The body as it was recorded, with some room behind it. */
  byte[] page(int room) {
    return Arrays.copyOf(body, body.length + room);
  }

  /** Makes a body into that of a segment's page. */
  void number(byte[] page, int segment) {
    byte[] digits = String.format(Locale.ROOT, "%06d", segment).getBytes(US_ASCII);
    for (int place : places) {
      System.arraycopy(digits, 0, page, place, SEGMENT_DIGITS);
    }
  }
}
