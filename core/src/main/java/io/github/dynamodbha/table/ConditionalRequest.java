package io.github.dynamodbha.table;

import io.github.dynamodbha.replica.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What a caller's PutItem or DeleteItem asks for besides the item: condition and return values.
 *
 * @param expression the condition, or null for none
 * @param returnOld whether the old item is wanted
 * @param returnOldOnFailure whether the item is wanted with the exception when the condition fails
 */
record ConditionalRequest(
    @Nullable String expression,
    Map<String, String> names,
    Map<String, AttributeValue> values,
    boolean returnOld,
    boolean returnOldOnFailure) {

  static ConditionalRequest of(PutItemRequest request, String table) {
    requireTable(request.tableName(), table);
    requireNoLegacy(request.hasExpected(), request.conditionalOperatorAsString());
    return of(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValues(),
        request.returnValuesOnConditionCheckFailure());
  }

  static ConditionalRequest of(DeleteItemRequest request, String table) {
    requireTable(request.tableName(), table);
    requireNoLegacy(request.hasExpected(), request.conditionalOperatorAsString());
    return of(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValues(),
        request.returnValuesOnConditionCheckFailure());
  }

  private static ConditionalRequest of(
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValue returnValues,
      @Nullable ReturnValuesOnConditionCheckFailure onFailure) {
    if (returnValues != null
        && returnValues != ReturnValue.NONE
        && returnValues != ReturnValue.ALL_OLD) {
      throw new IllegalArgumentException(
          "ReturnValues="
              + returnValues
              + " is not possible for a put or delete: use ALL_OLD or NONE");
    }
    requireNotOurs(names.containsKey(Condition.VERSION_NAME), Condition.VERSION_NAME);
    requireNotOurs(names.containsKey(Condition.DELETED_NAME), Condition.DELETED_NAME);
    requireNotOurs(values.containsKey(Condition.VERSION_VALUE), Condition.VERSION_VALUE);
    requireNotOurs(values.containsKey(Condition.ZERO_VALUE), Condition.ZERO_VALUE);
    requireNotOurs(values.containsKey(Condition.TRUE_VALUE), Condition.TRUE_VALUE);
    return new ConditionalRequest(
        expression,
        names,
        values,
        returnValues == ReturnValue.ALL_OLD,
        onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD);
  }

  /** True if it asks for nothing that one region would have to judge. */
  boolean isPlain() {
    return expression == null && !returnOld;
  }

  /** The caller's condition together with ours. */
  Condition and(Condition ours) {
    if (expression == null) {
      return ours;
    }
    Map<String, String> allNames = new HashMap<>(names);
    allNames.putAll(ours.names());
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.putAll(ours.values());
    return new Condition(
        "(" + expression + ") AND (" + ours.expression() + ")", allNames, allValues);
  }

  private static void requireTable(@Nullable String named, String table) {
    if (named != null && !Objects.equals(named, table)) {
      throw new IllegalArgumentException(
          "The request names table '"
              + named
              + "', but this is table '"
              + table
              + "': leave the name out");
    }
  }

  private static void requireNoLegacy(boolean expected, @Nullable String operator) {
    if (expected || operator != null) {
      throw new IllegalArgumentException(
          "The legacy parameters Expected and ConditionalOperator are not supported: use a"
              + " ConditionExpression");
    }
  }

  private static void requireNotOurs(boolean used, String placeholder) {
    if (used) {
      throw new IllegalArgumentException(
          "The placeholder "
              + placeholder
              + " is used by dynamodb-ha itself: name yours otherwise");
    }
  }
}
