package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.sync.join.Copies.Copy;
import io.github.dynamodbha.sync.join.Copies.Keys;
import io.github.dynamodbha.sync.join.PlainJoin.Held;
import io.github.dynamodbha.sync.join.PlainJoin.Shown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTableTest {
  private static final byte[] NOTHING = new byte[0];

  @ParameterizedTest
  @EnumSource(Keys.class)
  void table_whateverIsAdded_saysWhatAPlainMapSays(Keys keys) {
    SegmentTable table = new SegmentTable(3);
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Copy> copies = Copies.singles(random, 3, random.nextInt(3_000), keys);
      shuffleNear(copies, random);
      PlainJoin plain = new PlainJoin(3);
      for (Copy copy : copies) {
        assertThat(copy.addTo(table)).isEqualTo(plain.add(copy));
      }
      assertThat(held(table)).as("seed %d", seed).isEqualTo(withoutSegments(plain.candidates()));
      assertThat(table.size()).isEqualTo(plain.candidates().size());
      table.clear();
      assertThat(table.size()).isZero();
    }
  }

  /** As cursors do that run nearly side by side: most keys match soon, some stay for long. */
  private static void shuffleNear(List<Copy> copies, Random random) {
    for (int i = 0; i < copies.size(); i++) {
      int reach = random.nextInt(20) == 0 ? copies.size() : 40;
      Collections.swap(copies, i, Math.min(copies.size() - 1, i + random.nextInt(reach)));
    }
  }

  private static List<Held> withoutSegments(List<Held> candidates) {
    return candidates.stream()
        .map(held -> new Held(held.key(), held.mask(), held.differs(), 0, held.shown()))
        .toList();
  }

  private static List<Held> held(SegmentTable table) {
    List<Held> held = new ArrayList<>();
    table.forEach(
        (keyHigh, keyLow, high, low, mask, differs, flags, payload, offset, length) ->
            held.add(
                new Held(
                    PlainJoin.key(keyHigh, keyLow),
                    mask,
                    differs,
                    0,
                    new Shown(
                        high,
                        low,
                        flags & 0xFF,
                        Copies.list(Arrays.copyOfRange(payload, offset, offset + length))))));
    held.sort(Comparator.comparing(Held::key));
    return held;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 31, 32})
  void add_whenTheLastReplicaShowsIt_thenMatches(int replicas) {
    SegmentTable table = new SegmentTable(replicas);
    for (int replica = 0; replica < replicas; replica++) {
      assertThat(table.add(replica, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 0))
          .isEqualTo(replica == replicas - 1);
    }
    assertThat(table.size()).isZero();
  }

  @Test
  void add_whenOneReplicaShowsAKeyTwice_thenTheKeyDiffers() {
    SegmentTable table = new SegmentTable(2);
    table.add(0, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 0);
    table.add(0, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 0);
    assertThat(table.add(1, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 0)).isFalse();
    assertThat(held(table)).singleElement().satisfies(h -> assertThat(h.differs()).isTrue());
  }

  @Test
  void bytes_whenKeysComeAndGo_thenStayThoseOfTheSkew() {
    SegmentTable table = new SegmentTable(2);
    byte[] payload = new byte[20];
    long most = 0;
    for (int i = 0; i < 300_000; i++) {
      table.add(0, i, ~i, 3, 4, (byte) 0, payload, 0, payload.length);
      if (i % 500 == 7) {
        table.add(0, -i, ~i, 9, 9, (byte) 0, payload, 0, payload.length);
      }
      if (i >= 1_000) {
        int j = i - 1_000;
        assertThat(table.add(1, j, ~j, 3, 4, (byte) 0, payload, 0, payload.length)).isTrue();
      }
      most = Math.max(most, table.bytes());
    }
    assertThat(table.size()).isEqualTo(1_000 + 600);
    // 1,600 keys of 64 bytes, their index, and not more than half of it all free.
    assertThat(most).isLessThan(512 << 10);
    assertThat(Reachable.bytes(table)).isLessThanOrEqualTo(table.bytes() + 4_096);
  }

  @Test
  void clear_whenTheTableIsLargerThanItsSegment_thenGivesItsMemoryBack() {
    SegmentTable table = new SegmentTable(2);
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 50_000; i++) {
        table.add(0, i, i, 3, 4, (byte) 0, new byte[30], 0, 30);
      }
      long large = table.bytes();
      assertThat(large).isBetween(4_000_000L, 6_000_000L);
      assertThat(Reachable.bytes(table)).isBetween(large / 10 * 9, large + 4_096);
      table.clear();
      assertThat(table.bytes()).as("kept for a segment of the same size").isEqualTo(large);
    }
    table.add(0, 1, 1, 3, 4, (byte) 0, new byte[30], 0, 30);
    table.clear();
    assertThat(table.bytes()).isZero();
    assertThat(Reachable.bytes(table)).isLessThan(4_096);
  }

  @Test
  void add_whenArgumentsAreImpossible_thenRefuses() {
    SegmentTable table = new SegmentTable(2);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new SegmentTable(1))
        .withMessageContaining("2 to 32");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new SegmentTable(33));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> table.add(2, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 0));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> table.add(0, 1, 2, 3, 4, (byte) 0, NOTHING, 0, 1));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> table.add(0, 1, 2, 3, 4, (byte) 0, new byte[2 << 20], 0, 2 << 20))
        .withMessageContaining("1048576");
    assertThat(table.size()).isZero();
  }
}
