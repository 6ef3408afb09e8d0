package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.Version;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When a tombstone that every replica holds may go; the time is 10:00:00 of the stamps' day. */
class PurgeRuleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T09:00:00,                         PT0S,      PURGE",
    "2026-11-22T10:00:00,                         PT0S,      PURGE",
    "2026-11-22T11:00:00.000000Z~00000000,        PT0S,      PURGE",
    "NONE,                                        PT0S,      PURGE",
    "UNUSABLE,                                    PT0S,      REFUSE",
    "2026-11-22T09:00:00,                         PT1H,      KEEP",
    "2026-11-22T08:59:59,                         PT1H,      PURGE",
    "2026-11-22T08:59:59.999999Z~00000000,        PT1H,      PURGE",
    "2026-11-22T11:00:00,                         PT1H,      KEEP",
    "NONE,                                        PT0.001S,  KEEP",
    "UNUSABLE,                                    PT1H,      REFUSE",
  })
  void tombstone(String stamp, Duration grace, PurgeRule.Decision decision) {
    Tombstone tombstone =
        new Tombstone(
            ItemKey.of("key"),
            Version.parse(stamp).orElse(null),
            AttributeValue.fromN("1"),
            stamp.equals("UNUSABLE") ? "is a number" : null);
    assertThat(PurgeRule.decide(tombstone, grace, NOW)).isEqualTo(decision);
  }
}
