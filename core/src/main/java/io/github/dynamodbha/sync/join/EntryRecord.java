package io.github.dynamodbha.sync.join;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/**
 * How an entry lies in bytes, in memory and in files alike: key hash, digest, marks, payload. With
 * a payload of 20 bytes it is a cache line.
 */
final class EntryRecord {
  /** Where the payload begins: what an entry takes without it. */
  static final int PAYLOAD = 44;

  /** Segments are numbered below this: DynamoDB allows a million. */
  static final int SEGMENT_LIMIT = 1 << 20;

  /** A bound against a caller's error: no item of DynamoDB is larger than 400 KB. */
  static final int MAX_PAYLOAD = 1 << 20;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int KEY_HIGH = 0;
  private static final int KEY_LOW = 8;
  private static final int HIGH = 16;
  private static final int LOW = 24;
  private static final int MARKS = 32;
  private static final int LENGTH = 40;

  // The marks' bits: differs 0, flags 4 to 11, segment 12 to 31, mask 32 to 63.
  private static final int FLAGS_SHIFT = 4;
  private static final int SEGMENT_SHIFT = 12;
  private static final int MASK_SHIFT = 32;
  private static final long LOWER_HALF = 0xFFFFFFFFL;

  private EntryRecord() {}

  /**
   * Checks a payload that a caller gives.
   *
   * @throws IndexOutOfBoundsException if it isn't within its array
   * @throws IllegalArgumentException if it is too large
   */
  static void checkPayload(byte[] payload, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, payload.length);
    if (length > MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "A payload has at most " + MAX_PAYLOAD + " bytes, not " + length);
    }
  }

  /** Whether so many bytes are one entry, by the length that it says its payload has. */
  static boolean isWhole(byte[] record, int at, int length) {
    return length >= PAYLOAD
        && length - PAYLOAD <= MAX_PAYLOAD
        && payloadLength(record, at) == length - PAYLOAD;
  }

  static long keyHigh(byte[] record, int at) {
    return (long) LONG.get(record, at + KEY_HIGH);
  }

  static long keyLow(byte[] record, int at) {
    return (long) LONG.get(record, at + KEY_LOW);
  }

  static long high(byte[] record, int at) {
    return (long) LONG.get(record, at + HIGH);
  }

  static long low(byte[] record, int at) {
    return (long) LONG.get(record, at + LOW);
  }

  /** The replicas that have shown the key, a bit each; 0 says that the record is dead. */
  static int mask(byte[] record, int at) {
    return (int) ((long) LONG.get(record, at + MARKS) >>> MASK_SHIFT);
  }

  static boolean differs(byte[] record, int at) {
    return ((long) LONG.get(record, at + MARKS) & 1) != 0;
  }

  static byte flags(byte[] record, int at) {
    return (byte) ((long) LONG.get(record, at + MARKS) >>> FLAGS_SHIFT);
  }

  static int segment(byte[] record, int at) {
    return (int) (((long) LONG.get(record, at + MARKS) & LOWER_HALF) >>> SEGMENT_SHIFT);
  }

  static int payloadLength(byte[] record, int at) {
    return (int) INT.get(record, at + LENGTH);
  }

  /** How many bytes the record takes. */
  static int length(byte[] record, int at) {
    return PAYLOAD + payloadLength(record, at);
  }

  static byte[] payload(byte[] record, int at) {
    int from = at + PAYLOAD;
    return Arrays.copyOfRange(record, from, from + payloadLength(record, at));
  }

  static void putKey(byte[] record, int at, long keyHigh, long keyLow) {
    LONG.set(record, at + KEY_HIGH, keyHigh);
    LONG.set(record, at + KEY_LOW, keyLow);
  }

  static void putDigest(byte[] record, int at, long high, long low) {
    LONG.set(record, at + HIGH, high);
    LONG.set(record, at + LOW, low);
  }

  static void putMarks(byte[] record, int at, int mask, boolean differs, byte flags, int segment) {
    LONG.set(
        record,
        at + MARKS,
        ((long) mask << MASK_SHIFT)
            | ((long) segment << SEGMENT_SHIFT)
            | ((flags & 0xFFL) << FLAGS_SHIFT)
            | (differs ? 1 : 0));
  }

  static void putPayload(byte[] record, int at, byte[] payload, int offset, int length) {
    INT.set(record, at + LENGTH, length);
    System.arraycopy(payload, offset, record, at + PAYLOAD, length);
  }

  static void put(
      byte[] record,
      int at,
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    putKey(record, at, keyHigh, keyLow);
    putDigest(record, at, high, low);
    putMarks(record, at, mask, differs, flags, segment);
    putPayload(record, at, payload, offset, length);
  }

  /** Marks the record as dead; but for the mask it stays readable. */
  static void kill(byte[] record, int at) {
    LONG.set(record, at + MARKS, (long) LONG.get(record, at + MARKS) & LOWER_HALF);
  }

  /**
   * Compares what a record shows (digest, then flags, then payload, unsigned) with a copy: any
   * total order does, as long as it is the same whichever came first.
   */
  static int compareShown(
      byte[] record,
      int at,
      long high,
      long low,
      byte flags,
      byte[] payload,
      int offset,
      int length) {
    int order = Long.compareUnsigned(high(record, at), high);
    if (order == 0) {
      order = Long.compareUnsigned(low(record, at), low);
    }
    if (order == 0) {
      order = Byte.compareUnsigned(flags(record, at), flags);
    }
    if (order == 0) {
      int from = at + PAYLOAD;
      order =
          Arrays.compareUnsigned(
              record, from, from + payloadLength(record, at), payload, offset, offset + length);
    }
    return order;
  }
}
