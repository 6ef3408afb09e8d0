package io.github.dynamodbha.cli.json;

/** The two JSON forms of items. */
public final class ItemCodecs {
  /** Types are inferred: text, numbers, booleans, null, lists and maps. */
  public static final ItemCodec PLAIN = new PlainItemCodec();

  /** Every value carries its type, as in {@code {"S": "Io"}}; nothing is lost. */
  public static final ItemCodec DYNAMODB = new DynamoDbItemCodec();

  private ItemCodecs() {}
}
