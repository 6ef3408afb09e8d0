package io.github.dynamodbha.item;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The attributes that form a table's primary key.
 *
 * <p>The types are known when the schema was read from a table, and null when a caller named the
 * attributes only; then DynamoDB is the one that checks them.
 *
 * @param hashKey name of the partition key's attribute
 * @param hashKeyType type of the partition key, or null if not known
 * @param rangeKey name of the sort key's attribute, or null if the table has none
 * @param rangeKeyType type of the sort key, or null if there is none or it is not known
 */
public record KeySchema(
    String hashKey,
    @Nullable ScalarAttributeType hashKeyType,
    @Nullable String rangeKey,
    @Nullable ScalarAttributeType rangeKeyType) {

  /**
   * Checks the names and types.
   *
   * @throws IllegalArgumentException if a name is empty, both are the same, or the range key has a
   *     type but no name
   */
  public KeySchema {
    if (hashKey.isEmpty() || (rangeKey != null && rangeKey.isEmpty())) {
      throw new IllegalArgumentException(
          "A key attribute's name is empty: name the attributes of the table's key schema");
    }
    if (hashKey.equals(rangeKey)) {
      throw new IllegalArgumentException(
          "Hash key and range key are both named '"
              + hashKey
              + "': name two attributes, or leave the range key out");
    }
    if (rangeKey == null && rangeKeyType != null) {
      throw new IllegalArgumentException(
          "The range key has the type "
              + rangeKeyType
              + " but no name: name it, or leave both out");
    }
  }

  /** The schema of a table with a partition key only. */
  public static KeySchema of(String hashKey) {
    return new KeySchema(hashKey, null, null, null);
  }

  /** The schema of a table with a partition key and, unless it is null, a sort key. */
  public static KeySchema of(String hashKey, @Nullable String rangeKey) {
    return new KeySchema(hashKey, null, rangeKey, null);
  }

  /** Reads the schema, types included, from DescribeTable's answer. */
  public static KeySchema of(TableDescription table) {
    Map<String, ScalarAttributeType> types = new HashMap<>();
    for (AttributeDefinition definition : table.attributeDefinitions()) {
      types.put(definition.attributeName(), definition.attributeType());
    }
    Map<KeyType, String> names = new HashMap<>();
    table.keySchema().forEach(element -> names.put(element.keyType(), element.attributeName()));
    String hashKey = names.get(KeyType.HASH);
    if (hashKey == null) {
      throw new IllegalArgumentException(
          "DescribeTable of '" + table.tableName() + "' names no partition key: no DynamoDB table");
    }
    String rangeKey = names.get(KeyType.RANGE);
    return new KeySchema(
        hashKey, types.get(hashKey), rangeKey, rangeKey == null ? null : types.get(rangeKey));
  }

  /** Names and types, such as {@code name (S), orbit (N)}. */
  @Override
  public String toString() {
    return spelled(hashKey, hashKeyType)
        + (rangeKey == null ? "" : ", " + spelled(rangeKey, rangeKeyType));
  }

  private static String spelled(String name, @Nullable ScalarAttributeType type) {
    return type == null ? name : name + " (" + type + ")";
  }

  /** The key attributes' names, the partition key first. */
  public List<String> names() {
    return rangeKey == null ? List.of(hashKey) : List.of(hashKey, rangeKey);
  }

  /** True if {@code name} is one of the key's attributes. */
  public boolean contains(String name) {
    return name.equals(hashKey) || name.equals(rangeKey);
  }

  /**
   * The key of an item.
   *
   * @param item any item, or a key's attributes
   * @throws IllegalArgumentException if a key attribute is absent, empty, or of a type that a key
   *     can't have or that this schema doesn't have
   */
  public ItemKey keyOf(Map<String, AttributeValue> item) {
    AttributeValue hash = keyAttribute(item, hashKey, hashKeyType);
    AttributeValue range = rangeKey == null ? null : keyAttribute(item, rangeKey, rangeKeyType);
    return ItemKey.of(hash, range);
  }

  /**
   * The key's attributes as DynamoDB takes them.
   *
   * @throws IllegalArgumentException if the key has a sort key's value and the schema no sort key,
   *     or the other way round, or a value is of another type than this schema has
   */
  public Map<String, AttributeValue> attributesOf(ItemKey key) {
    AttributeValue rangeValue = key.rangeKey();
    if ((rangeKey == null) != (rangeValue == null)) {
      throw new IllegalArgumentException(
          rangeKey == null
              ? "The key "
                  + key
                  + " has a range key, but the table has the hash key '"
                  + hashKey
                  + "' only: leave the second value out"
              : "The key "
                  + key
                  + " has no value for the range key '"
                  + rangeKey
                  + "': give both values");
    }
    requireType(hashKey, hashKeyType, key.hashKey());
    if (rangeKey == null || rangeValue == null) {
      return Map.of(hashKey, key.hashKey());
    }
    requireType(rangeKey, rangeKeyType, rangeValue);
    return Map.of(hashKey, key.hashKey(), rangeKey, rangeValue);
  }

  private static AttributeValue keyAttribute(
      Map<String, AttributeValue> item, String name, @Nullable ScalarAttributeType type) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The item has no key attribute '"
              + name
              + "'; it has "
              + item.keySet().stream().sorted().toList()
              + ": add it");
    }
    requireType(name, type, value);
    return ItemKey.normalised("The key attribute '" + name + "'", value);
  }

  private static void requireType(
      String name, @Nullable ScalarAttributeType type, AttributeValue value) {
    if (type != null && !type.name().equals(CanonicalForm.type(value).name())) {
      throw new IllegalArgumentException(
          "The key attribute '"
              + name
              + "' is of type "
              + CanonicalForm.type(value)
              + ", but the table defines it as "
              + type
              + ": write the value as "
              + type);
    }
  }
}
