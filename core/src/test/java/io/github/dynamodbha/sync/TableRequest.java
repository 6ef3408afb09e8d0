package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The request that creates a test's table. */
final class TableRequest {
  private TableRequest() {}

  static CreateTableRequest of(KeySchema keys) {
    List<AttributeDefinition> types = new ArrayList<>();
    List<KeySchemaElement> elements = new ArrayList<>();
    types.add(definition(keys.hashKey(), keys.hashKeyType()));
    elements.add(element(keys.hashKey(), KeyType.HASH));
    if (keys.rangeKey() != null) {
      types.add(definition(keys.rangeKey(), keys.rangeKeyType()));
      elements.add(element(keys.rangeKey(), KeyType.RANGE));
    }
    return CreateTableRequest.builder()
        .tableName(TestTable.NAME)
        .attributeDefinitions(types)
        .keySchema(elements)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .build();
  }

  private static AttributeDefinition definition(String name, @Nullable ScalarAttributeType type) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(Objects.requireNonNull(type))
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
