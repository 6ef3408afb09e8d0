package io.github.dynamodbha.item;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The primary key of an item: the value of the partition key and, where the table has one, of the
 * sort key.
 *
 * <p>Two keys are equal if DynamoDB takes them for the same: numbers are equal in every spelling
 * ({@code 1}, {@code 1.0}, {@code 1E0}). Immutable and thread-safe.
 */
public final class ItemKey {
  private final AttributeValue hashKey;
  private final @Nullable AttributeValue rangeKey;

  private ItemKey(AttributeValue hashKey, @Nullable AttributeValue rangeKey) {
    this.hashKey = normalised("the hash key", hashKey);
    this.rangeKey = rangeKey == null ? null : normalised("the range key", rangeKey);
  }

  /**
   * The key of an item in a table with a partition key only.
   *
   * @param hashKey a {@link CharSequence} (S), a {@link Number} (N), {@code byte[]} or {@link
   *     SdkBytes} (B), or an {@link AttributeValue} of one of these types
   * @throws IllegalArgumentException if it is of another type, empty, or no number that DynamoDB
   *     can hold
   */
  public static ItemKey of(Object hashKey) {
    return new ItemKey(attributeValue(hashKey), null);
  }

  /**
   * The key of an item.
   *
   * @param hashKey the partition key's value, as in {@link #of(Object)}
   * @param rangeKey the sort key's value, of the same types, or null if the table has none
   * @throws IllegalArgumentException as in {@link #of(Object)}
   */
  public static ItemKey of(Object hashKey, @Nullable Object rangeKey) {
    return new ItemKey(attributeValue(hashKey), rangeKey == null ? null : attributeValue(rangeKey));
  }

  /** The partition key's value; a number is in its normal form. */
  public AttributeValue hashKey() {
    return hashKey;
  }

  /** The sort key's value, or null if there is none; a number is in its normal form. */
  public @Nullable AttributeValue rangeKey() {
    return rangeKey;
  }

  /** The 128-bit hash of the key's canonical form: what {@code sync} joins by. */
  public ContentDigest digest() {
    return ContentDigest.of(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ItemKey key
        && hashKey.equals(key.hashKey)
        && Objects.equals(rangeKey, key.rangeKey);
  }

  @Override
  public int hashCode() {
    return 31 * hashKey.hashCode() + Objects.hashCode(rangeKey);
  }

  /** The plain value of the hash key and, after a slash, of the range key; bytes as Base64. */
  @Override
  public String toString() {
    return rangeKey == null ? plain(hashKey) : plain(hashKey) + "/" + plain(rangeKey);
  }

  static void requireKeyValue(String name, AttributeValue value) {
    switch (value.type()) {
      case S -> requireNotEmpty(name, value.s().isEmpty());
      case B -> requireNotEmpty(name, value.b().asByteArrayUnsafe().length == 0);
      case N -> CanonicalNumber.requireNumber(name, value.n());
      default ->
          throw new IllegalArgumentException(
              "The key attribute '"
                  + name
                  + "' is of type "
                  + value.type()
                  + ": a key must be a string (S), a number (N) or binary (B)");
    }
  }

  private static void requireNotEmpty(String name, boolean empty) {
    if (empty) {
      throw new IllegalArgumentException(
          "The key attribute '" + name + "' is empty: DynamoDB takes no empty key values");
    }
  }

  private static AttributeValue normalised(String name, AttributeValue value) {
    requireKeyValue(name, value);
    return value.n() == null ? value : AttributeValue.fromN(CanonicalNumber.plain(value.n()));
  }

  private static AttributeValue attributeValue(Object value) {
    if (value instanceof AttributeValue attribute) {
      return attribute;
    } else if (value instanceof CharSequence text) {
      return AttributeValue.fromS(text.toString());
    } else if (value instanceof Number number) {
      return AttributeValue.fromN(number.toString());
    } else if (value instanceof byte[] bytes) {
      return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
    } else if (value instanceof SdkBytes bytes) {
      return AttributeValue.fromB(bytes);
    }
    throw new IllegalArgumentException(
        "A key value can't be a "
            + value.getClass().getName()
            + ": give a string, a number, bytes or an AttributeValue of type S, N or B");
  }

  private static String plain(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> value.n();
      default -> java.util.Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
    };
  }
}
