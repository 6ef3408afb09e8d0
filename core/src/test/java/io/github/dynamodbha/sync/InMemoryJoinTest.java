package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The join against a plain map of maps, in every order of delivery. */
class InMemoryJoinTest {
  private record Delivery(int replica, ScannedItem item) {}

  private final AtomicInteger matched = new AtomicInteger();
  private final ConcurrentLinkedQueue<Tombstone> tombstones = new ConcurrentLinkedQueue<>();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 32})
  void join_whenDeliveredInAnyOrder_thenLeavesExactlyWhatDiffers(int replicas) {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      List<Delivery> deliveries = new ArrayList<>();
      Set<ItemKey> different = new HashSet<>();
      int same = randomTables(replicas, random, deliveries, different);
      Collections.shuffle(deliveries, random);
      matched.set(0);
      InMemoryJoin join = join(replicas);
      deliveries.forEach(delivery -> join.add(delivery.replica(), delivery.item()));
      assertThat(unmatched(join)).as("seed %d", seed).isEqualTo(different);
      assertThat(join.held()).isEqualTo(different.size());
      assertThat(matched).hasValue(same);
    }
  }

  @Test
  void join_whenManyThreadsDeliver_thenLosesNothing() {
    List<Delivery> deliveries = new ArrayList<>();
    Set<ItemKey> different = new HashSet<>();
    int same = randomTables(3, new Random(7), deliveries, different);
    Collections.shuffle(deliveries, new Random(8));
    InMemoryJoin join = join(3);
    deliveries.parallelStream().forEach(delivery -> join.add(delivery.replica(), delivery.item()));
    assertThat(unmatched(join)).isEqualTo(different);
    assertThat(matched).hasValue(same);
  }

  @Test
  void join_whenReplicaDeliversAKeyTwice_thenItIsLookedAtAgain() {
    InMemoryJoin join = join(2);
    join.add(0, item(1, 1, null));
    join.add(0, item(1, 1, null));
    join.add(1, item(1, 1, null));
    assertThat(unmatched(join)).containsExactly(key(1));
  }

  @Test
  void join_whenTombstonesMatch_thenHandsThemOn() {
    Tombstone tombstone = new Tombstone(key(1), null, AttributeValue.fromN("1"), null);
    InMemoryJoin join = join(2);
    join.add(0, item(1, 1, tombstone));
    join.add(1, item(1, 1, tombstone));
    join.add(0, item(2, 1, tombstone));
    assertThat(tombstones).containsExactly(tombstone);
    assertThat(unmatched(join)).containsExactly(key(2));
  }

  @Test
  void join_whenItsBoundIsReached_thenSaysWhatToDo() {
    InMemoryJoin join = new InMemoryJoin(2, tombstone -> {}, 10);
    IntStream.range(0, 10).forEach(i -> join.add(0, item(i, 1, null)));
    assertThatExceptionOfType(SyncException.class)
        .isThrownBy(() -> join.add(0, item(10, 1, null)))
        .withMessageContaining("10 keys")
        .withMessageContaining("-Xmx");
  }

  /** Fills {@code deliveries} and {@code different}; returns how many keys are the same. */
  private static int randomTables(
      int replicas, Random random, List<Delivery> deliveries, Set<ItemKey> different) {
    Map<Integer, Integer> same = new HashMap<>();
    for (int key = 0; key < 500; key++) {
      int content = random.nextInt(3);
      boolean differs = random.nextInt(4) == 0;
      int odd = random.nextInt(replicas);
      boolean absent = random.nextBoolean();
      for (int replica = 0; replica < replicas; replica++) {
        boolean isOdd = differs && replica == odd;
        if (!isOdd || !absent) {
          deliveries.add(new Delivery(replica, item(key, isOdd ? content + 1 : content, null)));
        }
      }
      if (differs) {
        different.add(key(key));
      } else {
        same.put(key, content);
      }
    }
    return same.size();
  }

  private InMemoryJoin join(int replicas) {
    return new InMemoryJoin(
        replicas,
        tombstone -> {
          matched.incrementAndGet();
          if (tombstone != null) {
            tombstones.add(tombstone);
          }
        });
  }

  private static Set<ItemKey> unmatched(KeyJoin join) {
    Set<ItemKey> keys = new HashSet<>();
    join.unmatched().forEachRemaining(candidate -> keys.add(candidate.key()));
    return keys;
  }

  private static ItemKey key(int key) {
    return ItemKey.of("key" + key);
  }

  private static ScannedItem item(int key, int content, @Nullable Tombstone tombstone) {
    return new ScannedItem(key(key).digest(), new ContentDigest(0, content), key(key), tombstone);
  }
}
