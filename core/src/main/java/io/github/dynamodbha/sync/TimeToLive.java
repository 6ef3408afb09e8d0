package io.github.dynamodbha.sync;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether an item is past its time to live, so that DynamoDB may remove it from one replica sooner
 * than from another.
 *
 * <p>The attribute holds epoch seconds as N. DynamoDB ignores other types, and times more than five
 * years past; source: "Using time to live (TTL) in DynamoDB" in the Developer Guide.
 *
 * @param attributes the attributes that any replica expires items by
 */
record TimeToLive(Set<String> attributes) {
  private static final Duration OLDEST = Duration.ofDays(5 * 365);

  TimeToLive {
    attributes = Set.copyOf(attributes);
  }

  boolean isExpired(Map<String, AttributeValue> image, Instant now) {
    for (String name : attributes) {
      AttributeValue value = image.get(name);
      if (value != null && value.n() != null && isPast(new BigDecimal(value.n()), now)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPast(BigDecimal epochSeconds, Instant now) {
    return epochSeconds.compareTo(BigDecimal.valueOf(now.getEpochSecond())) < 0
        && epochSeconds.compareTo(BigDecimal.valueOf(now.minus(OLDEST).getEpochSecond())) > 0;
  }
}
