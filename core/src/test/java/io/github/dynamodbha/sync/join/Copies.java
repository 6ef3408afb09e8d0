package io.github.dynamodbha.sync.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random histories of what replicas show, and what they add up to. */
final class Copies {
  private Copies() {}

  /** An addition to the join. */
  record Copy(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      List<Byte> payload) {
    void addTo(ResidualJoin join) {
      byte[] bytes = bytes(payload);
      byte[] padded = new byte[bytes.length + 5];
      System.arraycopy(bytes, 0, padded, 3, bytes.length);
      join.add(keyHigh, keyLow, high, low, mask, differs, flags, segment, padded, 3, bytes.length);
    }

    boolean addTo(SegmentTable table) {
      byte[] bytes = bytes(payload);
      return table.add(
          Integer.numberOfTrailingZeros(mask),
          keyHigh,
          keyLow,
          high,
          low,
          flags,
          bytes,
          0,
          bytes.length);
    }
  }

  /** How key hashes are spread. */
  enum Keys {
    RANDOM,
    SAME_UPPER_HALF,
    SAME_LOWER_HALF,
    SAME_BUT_FOR_THE_LAST_BITS,
    DENSE;

    /** Different keys, about as many as asked for. */
    List<long[]> keys(Random random, int count) {
      return Stream.generate(() -> key(random))
          .limit(count)
          .collect(Collectors.toMap(Arrays::toString, key -> key, (a, b) -> a, TreeMap::new))
          .values()
          .stream()
          .toList();
    }

    private long[] key(Random random) {
      return switch (this) {
        case RANDOM -> new long[] {random.nextLong(), random.nextLong()};
        case SAME_UPPER_HALF -> new long[] {-7, random.nextLong()};
        case SAME_LOWER_HALF -> new long[] {random.nextLong(), 42};
        case SAME_BUT_FOR_THE_LAST_BITS -> new long[] {1L << 63, random.nextInt(4096)};
        case DENSE -> new long[] {random.nextInt(64), random.nextInt(64)};
      };
    }
  }

  static byte[] bytes(List<Byte> payload) {
    byte[] bytes = new byte[payload.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = payload.get(i);
    }
    return bytes;
  }

  static List<Byte> list(byte[] bytes) {
    return Arrays.asList(boxed(bytes));
  }

  private static Byte[] boxed(byte[] bytes) {
    Byte[] boxed = new Byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      boxed[i] = bytes[i];
    }
    return boxed;
  }

  /**
   * Copies of keys in all ways that tables can differ: each replica shows a key at most once, but
   * for keys that some replica doesn't show at all.
   */
  static List<Copy> history(Random random, int replicas, int keys, Keys spread) {
    List<Copy> history = new ArrayList<>();
    for (long[] key : spread.keys(random, keys)) {
      boolean missing = random.nextInt(3) == 0;
      boolean unlike = random.nextInt(4) == 0;
      int replica = missing ? 1 : 0;
      while (replica < replicas) {
        int together = 1 + random.nextInt(replicas - replica);
        int mask = EntryTable.mask(32) >>> (32 - together) << replica;
        int again = missing && random.nextInt(4) == 0 ? 2 : 1;
        for (int j = 0; j < again; j++) {
          history.add(copy(random, key, mask, unlike));
        }
        replica += together;
      }
    }
    return history;
  }

  /** A copy by each replica of each key, most of them the same. */
  static List<Copy> singles(Random random, int replicas, int keys, Keys spread) {
    List<Copy> history = new ArrayList<>();
    for (long[] key : spread.keys(random, keys)) {
      boolean unlike = random.nextInt(8) == 0;
      for (int replica = 0; replica < replicas; replica++) {
        if (random.nextInt(10) > 0) {
          history.add(copy(random, key, 1 << replica, unlike));
        }
      }
    }
    return history;
  }

  private static Copy copy(Random random, long[] key, int mask, boolean unlike) {
    byte[] payload = new byte[random.nextInt(20) == 0 ? random.nextInt(700) : random.nextInt(24)];
    random.nextBytes(payload);
    return new Copy(
        key[0],
        key[1],
        unlike ? random.nextInt(3) : key[1],
        ~key[0],
        mask,
        Integer.bitCount(mask) > 1 && random.nextInt(9) == 0,
        (byte) random.nextInt(256),
        random.nextInt(EntryRecord.SEGMENT_LIMIT),
        list(payload));
  }
}
