package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.sync.join.Copies.Keys;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key hashes as numbers, against big integers. */
class KeyOrderTest {
  @Test
  void bits_areThoseOfTheNumber() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      int from = random.nextInt(129);
      int count = 1 + random.nextInt(30);
      int end = Math.min(128, from + count);
      BigInteger expected =
          PlainJoin.key(high, low)
              .shiftRight(128 - end)
              .mod(BigInteger.ONE.shiftLeft(Math.max(0, end - from)));
      assertThat(KeyBits.at(high, low, from, count)).isEqualTo(expected.intValueExact());
    }
  }

  @Test
  void common_isTheLengthOfTheSharedPrefix() {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      long high = random.nextLong();
      long low = random.nextLong();
      int bit = random.nextInt(128);
      long otherHigh = bit < 64 ? high ^ (1L << 63 >>> bit) : high;
      long otherLow = bit < 64 ? random.nextLong() : low ^ (1L << 63 >>> (bit - 64));
      assertThat(KeyBits.common(high, low, otherHigh, otherLow)).isEqualTo(bit);
      assertThat(KeyBits.common(high, low, high, low)).isEqualTo(KeyBits.LENGTH);
    }
  }

  @ParameterizedTest
  @EnumSource(Keys.class)
  void sort_isByUnsignedKey(Keys keys) {
    Random random = new Random(3);
    EntryTable table = new EntryTable(2, 1 << 10);
    for (long[] key : keys.keys(random, 3_000)) {
      byte[] payload = new byte[random.nextInt(50)];
      table.add(key[0], key[1], 0, 0, 1, false, (byte) 0, 0, payload, 0, payload.length);
    }
    int size = table.size();
    SortedEntries sorted = table.sort();
    List<BigInteger> order = new ArrayList<>();
    for (int rank = 0; rank < sorted.size(); rank++) {
      Unmatched candidate = Unmatched.of(sorted.chunk(rank), sorted.at(rank));
      order.add(PlainJoin.key(candidate.keyHigh(), candidate.keyLow()));
    }
    assertThat(order).hasSize(size).isSorted().doesNotHaveDuplicates();
  }
}
