package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many segments tables of known and unknown size get. */
class SegmentCountTest {
  private static final long MB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1048576, 1, 1",
    "1048577, 1, 2",
    "1, 5242880, 5",
    "10737418240, 10737418240, 10240",
  })
  void segments_whenSizesAreKnown_thenHoldAboutAPageOfTheLargest(
      long first, long second, int segments) {
    assertThat(segments(Double.POSITIVE_INFINITY, first, second)).isEqualTo(segments);
  }

  @ParameterizedTest
  @CsvSource({"1048576", "5242880"})
  void segments_whenATableIsLargerThanDynamoDbDivides_thenAreTheMost(long terabytesInMb) {
    assertThat(segments(Double.POSITIVE_INFINITY, terabytesInMb * MB, MB))
        .isEqualTo(SegmentCount.MAX);
  }

  @ParameterizedTest
  @CsvSource({
    "Infinity, 0, 8",
    "1000, 0, 8",
    "2, 0, 4",
    "0.5, 0, 1",
    "0.1, 0, 1",
    // The other table's size says more.
    "Infinity, 104857600, 100",
    "0.1, 104857600, 100",
    "Infinity, 1048576, 8",
  })
  void segments_whenASizeIsUnknown_thenAreAsManyAsThreadsThatTheBudgetLetsStart(
      double maxReadUnits, long other, int segments) {
    assertThat(segments(maxReadUnits, 0, other)).isEqualTo(segments);
  }

  private static int segments(double maxReadUnits, long... sizes) {
    return SegmentCount.of(
        Arrays.stream(sizes)
            .mapToObj(bytes -> new SyncPlan.ReplicaPlan("region", "t", 0, bytes, 0, 0, ""))
            .toList(),
        SyncOptions.builder().limits(SyncLimits.DEFAULT.withMaxReadUnits(maxReadUnits)).build());
  }
}
