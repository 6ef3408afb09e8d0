package io.github.dynamodbha.item;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The buffer that a canonical form is written into, to be hashed in one go. It grows with what is
 * written and can be used again; not thread-safe.
 */
final class CanonicalBytes {
  /** Least significant byte first, as hash4j's streams write it. */
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** The longest array that every JVM can make. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  CanonicalBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** What was written, from index 0; a view that is good until the next write. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Forgets what was written from {@code newLength} on, or takes over what was written by hand. */
  void length(int newLength) {
    length = newLength;
  }

  /** The array with room for at least {@code more} bytes behind what was written. */
  byte[] withRoom(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
    return bytes;
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > MAX_CAPACITY) {
      throw new IllegalArgumentException("The item has more than " + MAX_CAPACITY + " bytes");
    }
    bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_CAPACITY, Math.max(needed, 2L * length)));
  }

  void putByte(byte value) {
    withRoom(1)[length] = value;
    length++;
  }

  void putInt(int value) {
    INT.set(withRoom(Integer.BYTES), length, value);
    length += Integer.BYTES;
  }

  /** Writes a length or count into a place that was left for it. */
  void setInt(int index, int value) {
    INT.set(bytes, index, value);
  }

  int getInt(int index) {
    return (int) INT.get(bytes, index);
  }

  void putBytes(byte[] from, int start, int count) {
    System.arraycopy(from, start, withRoom(count), length, count);
    length += count;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  HashValue128 hash() {
    return hash(bytes, 0, length);
  }

  static HashValue128 hash(byte[] bytes, int start, int count) {
    return Hashing.xxh3_128().hashBytesTo128Bits(bytes, start, count);
  }
}
