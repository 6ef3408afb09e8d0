package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which items are past their time to live, at the epoch second 1,000,000,000. */
class TimeToLiveTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_000_000_000);

  @ParameterizedTest
  @CsvSource({
    "999999999, true",
    "999999999.5, true",
    "1000000000, false",
    "1000000001, false",
    "9E125, false",
    // More than five years past: DynamoDB leaves it, so it is live.
    "842320000, false",
    "842320001, true",
    "0, false",
    "-1, false",
  })
  void item_isExpired(String epochSeconds, boolean expired) {
    TimeToLive timeToLive = new TimeToLive(Set.of("expires"));
    assertThat(timeToLive.isExpired(Map.of("expires", AttributeValue.fromN(epochSeconds)), NOW))
        .isEqualTo(expired);
  }

  @Test
  void item_whenAttributeIsAbsentOrNoNumber_thenIsNotExpired() {
    TimeToLive timeToLive = new TimeToLive(Set.of("expires"));
    AttributeValue past = AttributeValue.fromN("999999999");
    assertThat(timeToLive.isExpired(Map.of("other", past), NOW)).isFalse();
    assertThat(timeToLive.isExpired(Map.of("expires", AttributeValue.fromS("999999999")), NOW))
        .isFalse();
    assertThat(new TimeToLive(Set.of()).isExpired(Map.of("expires", past), NOW)).isFalse();
  }
}
