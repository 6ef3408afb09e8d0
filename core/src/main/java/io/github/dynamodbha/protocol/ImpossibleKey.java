package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys under which no item is stored: random values of 120 bits. A condition that is checked
 * against one is judged by DynamoDB as against an absent item.
 */
final class ImpossibleKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BITS = 120;

  private ImpossibleKey() {}

  /** A key of the same types as {@code key}. */
  static ItemKey like(ItemKey key) {
    AttributeValue range = key.rangeKey();
    return ItemKey.of(random(key.hashKey()), range == null ? null : random(range));
  }

  private static AttributeValue random(AttributeValue like) {
    BigInteger number = new BigInteger(BITS, RANDOM).setBit(BITS);
    return switch (like.type()) {
      case N -> AttributeValue.fromN(number.toString());
      case B -> AttributeValue.fromB(SdkBytes.fromByteArray(number.toByteArray()));
      default -> AttributeValue.fromS("dynamodb-ha/no-item/" + number.toString(16));
    };
  }
}
