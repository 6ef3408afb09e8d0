package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Units and dollars, by the rules and the price list of DynamoDB. */
class PricesTest {
  @Test
  void usd_isThatOfReadsAndWritesTogether() {
    assertThat(Prices.usd(2e6, 0)).isCloseTo(0.25, within(1e-9));
    assertThat(Prices.usd(0, 2e6)).isCloseTo(1.25, within(1e-9));
    assertThat(Prices.usd(2e6, 2e6)).isCloseTo(1.5, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.5", "4096, 0.5", "4097, 1", "1048576, 128"})
  void scan_costsHalfAUnitForEachFourKilobytesBegun(long bytes, double units) {
    assertThat(Prices.scanUnits(bytes)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "100, 100"})
  void consistentRead_costsAUnitForEachKey(int keys, double units) {
    assertThat(Prices.leastConsistentUnits(keys)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "1024, 1", "1025, 2", "409600, 400"})
  void write_costsAUnitForEachKilobyteBegun(long bytes, double units) {
    assertThat(Prices.writeUnits(bytes)).isEqualTo(units);
  }
}
