package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HedgePolicyTest {
  @ParameterizedTest
  @CsvSource({
    // high quantile of the latency, when a hedge is due; in ms
    "0, 5",
    "1, 5",
    "4, 6",
    "100, 150",
    "600, 900",
    "700, 1000",
    "60000, 1000",
  })
  void delay_isHalfAsMuchAgainAsTheQuantile_from5MsTo1s(long quantile, long due) {
    assertThat(HedgePolicy.delayNanos(Duration.ofMillis(quantile).toNanos()))
        .isEqualTo(Duration.ofMillis(due).toNanos());
  }

  @Test
  void delay_whileTheLatencyIsUnknown_isTheLongest() {
    assertThat(HedgePolicy.delayNanos(-1)).isEqualTo(Duration.ofSeconds(1).toNanos());
  }
}
