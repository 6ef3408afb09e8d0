package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A condition expression with its names and values. All attribute names go through placeholders, so
 * that none can be a reserved word.
 *
 * @param expression in DynamoDB's language of condition expressions
 */
public record Condition(
    String expression, Map<String, String> names, Map<String, AttributeValue> values) {

  /** DynamoDB's limit for an expression; source: "Quotas in Amazon DynamoDB". */
  private static final int MAX_EXPRESSION_BYTES = 4096;

  /** DynamoDB's limit for operators and functions in one expression; same source. */
  private static final int MAX_OPERATORS = 300;

  /** What every placeholder of ours begins with, after {@code #} or {@code :}. */
  public static final String PLACEHOLDER_PREFIX = "dynamodbha_";

  /** The name's placeholder in {@link #nothingNewerThan}; a caller's own must differ. */
  public static final String VERSION_NAME = "#dynamodbha_version";

  /** The value's placeholder in {@link #nothingNewerThan}; a caller's own must differ. */
  public static final String VERSION_VALUE = ":dynamodbha_version";

  /** The tombstone mark's placeholder in {@link #live}. */
  public static final String DELETED_NAME = "#dynamodbha_deleted";

  /** The placeholder of a version that is replaced, beside that of the new one. */
  private static final String HELD_VALUE = ":dynamodbha_held";

  /** The placeholder of the mark of a tombstone that is replaced. */
  private static final String MARK_VALUE = ":dynamodbha_mark";

  /** A value's placeholder in {@link #live}. */
  private static final String NUMBER_VALUE = ":dynamodbha_number";

  /** A value's placeholder in {@link #live}. */
  private static final String ZERO_VALUE = ":dynamodbha_zero";

  /** A value's placeholder in {@link #live}. */
  private static final String TRUE_VALUE = ":dynamodbha_true";

  private static final String TOMBSTONE =
      "(attribute_type("
          + DELETED_NAME
          + ", "
          + NUMBER_VALUE
          + ") AND "
          + DELETED_NAME
          + " <> "
          + ZERO_VALUE
          + ") OR "
          + DELETED_NAME
          + " = "
          + TRUE_VALUE;

  /** Nothing is stored, or something without a version or with a lesser one. */
  public static Condition nothingNewerThan(Version version, ItemFormat format) {
    return new Condition(
        "attribute_not_exists(" + VERSION_NAME + ") OR " + VERSION_NAME + " < " + VERSION_VALUE,
        Map.of(VERSION_NAME, format.versionAttribute()),
        Map.of(VERSION_VALUE, AttributeValue.fromS(version.text())));
  }

  /**
   * Something is stored, without a version or with a lesser one. Unlike {@link #nothingNewerThan}
   * it fills no gap: what was there when it was read may have been deleted and purged since.
   */
  static Condition older(Version version, KeySchema schema, ItemFormat format) {
    Condition present =
        new Condition("attribute_exists(#key)", Map.of("#key", schema.hashKey()), Map.of());
    return present.and(nothingNewerThan(version, format));
  }

  /**
   * A tombstone with this mark and exactly this version, or none if it is null, is stored. The mark
   * is part of it because two writes of the old format may share a version, and the other may be a
   * live item.
   */
  public static Condition tombstone(
      @Nullable Version version, AttributeValue mark, ItemFormat format) {
    Map<String, String> names =
        Map.of(VERSION_NAME, format.versionAttribute(), DELETED_NAME, format.deletedAttribute());
    return version == null
        ? new Condition(
            DELETED_NAME + " = " + MARK_VALUE + " AND attribute_not_exists(" + VERSION_NAME + ")",
            names,
            Map.of(MARK_VALUE, mark))
        : new Condition(
            DELETED_NAME + " = " + MARK_VALUE + " AND " + VERSION_NAME + " = " + HELD_VALUE,
            names,
            Map.of(MARK_VALUE, mark, HELD_VALUE, AttributeValue.fromS(version.text())));
  }

  /**
   * As {@link #nothingNewerThan}, and what is stored is no tombstone: then a caller's own condition
   * may be judged against it.
   */
  public static Condition liveAndNothingNewerThan(Version version, ItemFormat format) {
    return nothingNewerThan(version, format).and(live(format));
  }

  /** What is stored, if anything, is no tombstone; also a filter. */
  public static Condition live(ItemFormat format) {
    return new Condition(
        "NOT (" + TOMBSTONE + ")",
        Map.of(DELETED_NAME, format.deletedAttribute()),
        Map.of(
            NUMBER_VALUE,
            AttributeValue.fromS("N"),
            ZERO_VALUE,
            AttributeValue.fromN("0"),
            TRUE_VALUE,
            AttributeValue.fromBool(true)));
  }

  /** What is stored has none of these versions. */
  public static Condition noneOf(List<Version> versions, ItemFormat format) {
    Map<String, AttributeValue> values = new HashMap<>();
    StringJoiner list = new StringJoiner(", ", "NOT " + VERSION_NAME + " IN (", ")");
    for (Version version : versions) {
      String placeholder = ":dynamodbha_earlier" + values.size();
      values.put(placeholder, AttributeValue.fromS(version.text()));
      list.add(placeholder);
    }
    return new Condition(list.toString(), Map.of(VERSION_NAME, format.versionAttribute()), values);
  }

  /** Both hold. */
  public Condition and(Condition other) {
    Map<String, String> allNames = new HashMap<>(names);
    allNames.putAll(other.names);
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.putAll(other.values);
    return new Condition(
        "(" + expression + ") AND (" + other.expression + ")", allNames, allValues);
  }

  /** Exactly this version is stored. */
  static Condition exactly(Version version, ItemFormat format) {
    return new Condition(
        VERSION_NAME + " = " + HELD_VALUE,
        Map.of(VERSION_NAME, format.versionAttribute()),
        Map.of(HELD_VALUE, AttributeValue.fromS(version.text())));
  }

  /** No item is stored under the key. */
  static Condition absent(KeySchema schema) {
    return new Condition("attribute_not_exists(#key)", Map.of("#key", schema.hashKey()), Map.of());
  }

  /**
   * The stored item is the one that was read, attribute by attribute, and has none of the
   * attributes that the replacement would add.
   *
   * @throws IllegalArgumentException if the items have more attributes than a condition can hold
   */
  static Condition unchanged(ItemCopy read, Map<String, AttributeValue> replacement) {
    StringJoiner expression = new StringJoiner(" AND ");
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    int operators = -1;
    for (Map.Entry<String, AttributeValue> attribute : read.image().entrySet()) {
      int index = names.size();
      names.put("#a" + index, attribute.getKey());
      values.put(":a" + index, attribute.getValue());
      expression.add("#a" + index + " = :a" + index);
      operators += 2;
    }
    for (String name : replacement.keySet()) {
      if (!read.image().containsKey(name)) {
        int index = names.size();
        names.put("#a" + index, name);
        expression.add("attribute_not_exists(#a" + index + ")");
        operators += 2;
      }
    }
    if (expression.length() > MAX_EXPRESSION_BYTES || operators > MAX_OPERATORS) {
      throw new IllegalArgumentException(
          "The copies of "
              + read.key()
              + " have "
              + names.size()
              + " attributes, more than a DynamoDB condition can compare: write the item anew");
    }
    return new Condition(expression.toString(), names, values);
  }
}
