package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.s;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table with indexes of every kind. {@code BY_GROUP_KEYS} holds deleted items that can't be told
 * from live ones, so that a client which replicates refuses to read it.
 */
final class IndexedTable {
  static final String NAME = "indexed";
  static final String BY_GROUP_KEYS = "byGroupKeys";

  private IndexedTable() {}

  static void create(DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName(NAME)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(element("id", KeyType.HASH), element("group", KeyType.RANGE))
                .attributeDefinitions(
                    Stream.of("id", "group", "color", "size").map(IndexedTable::text).toList())
                .globalSecondaryIndexes(
                    global("byGroup", "group", project(ProjectionType.ALL)),
                    global(BY_GROUP_KEYS, "group", project(ProjectionType.KEYS_ONLY)),
                    global("byColor", "color", project(ProjectionType.KEYS_ONLY)),
                    global("byColorWhole", "color", project(ProjectionType.ALL)),
                    global("byColorNotes", "color", notes()))
                .localSecondaryIndexes(
                    local("bySize", "size", project(ProjectionType.KEYS_ONLY)),
                    local("bySizeWhole", "size", project(ProjectionType.ALL)),
                    local("bySizeNotes", "size", notes())));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement element(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static Projection project(ProjectionType type) {
    return Projection.builder().projectionType(type).build();
  }

  private static Projection notes() {
    return Projection.builder()
        .projectionType(ProjectionType.INCLUDE)
        .nonKeyAttributes("note")
        .build();
  }

  private static GlobalSecondaryIndex global(String name, String key, Projection projection) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(element(key, KeyType.HASH))
        .projection(projection)
        .build();
  }

  private static LocalSecondaryIndex local(String name, String range, Projection projection) {
    return LocalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(element("id", KeyType.HASH), element(range, KeyType.RANGE))
        .projection(projection)
        .build();
  }

  static Map<String, AttributeValue> key(String id, String group) {
    return Map.of("id", s(id), "group", s(group));
  }
}
