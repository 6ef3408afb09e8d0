package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.ItemCheck;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * Refuses a bad key or item as DynamoDB does, where a write is made of several requests and none
 * may be sent before all is known to be in order.
 */
final class KeyCheck {
  private final ItemCheck check;

  private KeyCheck(ItemCheck check) {
    this.check = check;
  }

  static KeyCheck of(TableFormat format) {
    return new KeyCheck(new ItemCheck(format));
  }

  /**
   * The key that the attributes form.
   *
   * @throws DynamoDbException with the code ValidationException if they form none, or are more
   */
  ItemKey keyOnly(Map<String, AttributeValue> attributes) {
    try {
      return check.keyOnly(attributes);
    } catch (IllegalArgumentException refused) {
      throw Validation.exception(refused);
    }
  }

  /**
   * Checks an item to put.
   *
   * @throws DynamoDbException with the code ValidationException if its key is bad or it is too
   *     large
   */
  void image(Map<String, AttributeValue> item) {
    try {
      check.image(item);
    } catch (IllegalArgumentException refused) {
      throw Validation.exception(refused);
    }
  }
}
