package io.github.dynamodbha.item;

import java.util.Base64;
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
  private static final int TYPICAL_BYTES = 64;

  private final AttributeValue hashKey;
  private final @Nullable AttributeValue rangeKey;

  private ItemKey(AttributeValue hashKey, @Nullable AttributeValue rangeKey) {
    this.hashKey = normalised("The hash key", hashKey);
    this.rangeKey = rangeKey == null ? null : normalised("The range key", rangeKey);
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

  /**
   * The key in bytes: equal keys, equal bytes. Each value is a type tag, its length in four bytes,
   * the least significant first, and the value: text as UTF-8, a number as its digits and power of
   * ten. {@link #ofCanonical} reads them back.
   *
   * @return a new array
   */
  public byte[] canonical() {
    CanonicalBytes form = new CanonicalBytes(TYPICAL_BYTES);
    new CanonicalForm(form).key(this);
    return form.toByteArray();
  }

  /**
   * Reads the bytes of {@link #canonical} back. Numbers come back in their plain normal form.
   *
   * @param bytes an array that holds them
   * @param offset where they begin
   * @param length how many they are
   * @throws IllegalArgumentException if they are not exactly what {@link #canonical} gives for some
   *     key
   */
  public static ItemKey ofCanonical(byte[] bytes, int offset, int length) {
    return CanonicalKey.read(bytes, offset, length);
  }

  /** The 128-bit hash of {@link #canonical}: what {@code sync} joins by. */
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

  /**
   * The value as a key holds it, a number in its normal form.
   *
   * @param subject what the value is, to begin the message with
   * @throws IllegalArgumentException if it can't be a key's value
   */
  static AttributeValue normalised(String subject, AttributeValue value) {
    switch (CanonicalForm.type(value)) {
      case N -> {
        return AttributeValue.fromN(plainNumber(subject, value.n()));
      }
      case S -> requireNotEmpty(subject, utf8Length(subject, value.s()));
      case B -> requireNotEmpty(subject, value.b().asByteArrayUnsafe().length);
      default ->
          throw new IllegalArgumentException(
              subject
                  + " is of type "
                  + CanonicalForm.type(value)
                  + ": a key must be a string (S), a number (N) or binary (B)");
    }
    return value;
  }

  private static String plainNumber(String subject, String number) {
    try {
      return CanonicalNumber.plain(number);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(subject + " is invalid: " + refused.getMessage(), refused);
    }
  }

  private static int utf8Length(String subject, String text) {
    try {
      return WellFormed.utf8(text).length;
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(subject + " is invalid: " + refused.getMessage(), refused);
    }
  }

  private static void requireNotEmpty(String subject, int length) {
    if (length == 0) {
      throw new IllegalArgumentException(
          subject + " is empty: give it a value, DynamoDB takes no empty key values");
    }
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
      default -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
    };
  }
}
