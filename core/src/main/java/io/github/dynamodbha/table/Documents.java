package io.github.dynamodbha.table;

import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Attribute maps as documents. */
final class Documents {
  private Documents() {}

  static EnhancedDocument of(Map<String, AttributeValue> item) {
    return EnhancedDocument.fromAttributeValueMap(item);
  }
}
