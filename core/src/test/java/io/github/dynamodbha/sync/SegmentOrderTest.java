package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the order of segments: each is visited once, and what follows is far away. */
class SegmentOrderTest {
  /** As many as read one table at once, by default. */
  private static final int THREADS = 8;

  @Test
  void order_thenVisitsEverySegmentOnce() {
    IntStream.rangeClosed(1, 2000).forEach(SegmentOrderTest::assertVisitsAll);
  }

  static IntStream largeNumbers() {
    IntStream powersOfTwo = IntStream.rangeClosed(11, 19).map(exponent -> 1 << exponent);
    // Primes, Fibonacci numbers, and products of many small primes, which leave few strides.
    IntStream special =
        IntStream.of(
            4093, 65_537, 999_983, 46_368, 832_040, 30_030, 510_510, 720_720, 999_999, 1_000_000);
    IntStream random = new Random(7).ints(20, 2000, 1_000_001);
    return IntStream.concat(IntStream.concat(powersOfTwo, special), random);
  }

  @ParameterizedTest
  @MethodSource("largeNumbers")
  void order_whenSegmentsAreMany_thenVisitsEveryOneOnce(int segments) {
    assertVisitsAll(segments);
  }

  @Test
  void order_whenTwoVisitsFollowEachOther_thenLeavesMoreThanAQuarterOfTheTableBetween() {
    // Below, the numbers are too few to have such a stride; those up to 6 may have none but 1.
    for (int segments = 10; segments <= 5000; segments++) {
      assertThat(nearest(segments, 2)).as("of %s", segments).isGreaterThan(segments / 4);
    }
    for (int segments : new int[] {5, 7, 8, 9}) {
      assertThat(nearest(segments, 2)).as("of %s", segments).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @MethodSource("largeNumbers")
  void order_whenThreadsReadAtOnce_thenNoTwoAreNeighbours(int segments) {
    // Evenly spread they would be an eighth of the table apart.
    assertThat(nearest(segments, THREADS)).isGreaterThan(segments / (THREADS * 3));
  }

  @Test
  void order_whenMadeAgain_thenIsTheSame() {
    SegmentOrder one = new SegmentOrder(1000);
    SegmentOrder other = new SegmentOrder(1000);
    assertThat(IntStream.range(0, 1000).map(one::segment))
        .containsExactly(
            IntStream.range(0, 1000).map(other::segment).boxed().toArray(Integer[]::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void order_whenThereAreNoSegments_thenIsRefused(int segments) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentOrder(segments));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void segment_whenVisitLiesOutside_thenIsRefused(int visit) {
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentOrder(5).segment(visit));
  }

  /** The least distance, around the circle of segments, of any visits in a row. */
  private static int nearest(int segments, int inARow) {
    SegmentOrder order = new SegmentOrder(segments);
    int nearest = segments;
    // The order is a rotation: what follows the first visit follows every visit.
    for (int visit = 1; visit < inARow; visit++) {
      int forward = Math.floorMod(order.segment(visit) - order.segment(0), segments);
      nearest = Math.min(nearest, Math.min(forward, segments - forward));
    }
    return nearest;
  }

  private static void assertVisitsAll(int segments) {
    SegmentOrder order = new SegmentOrder(segments);
    BitSet visited = new BitSet(segments);
    for (int visit = 0; visit < segments; visit++) {
      int segment = order.segment(visit);
      assertThat(segment < segments && !visited.get(segment))
          .as("visit %s of %s goes to %s", visit, segments, segment)
          .isTrue();
      visited.set(segment);
    }
    assertThat(visited.cardinality()).isEqualTo(segments);
  }
}
