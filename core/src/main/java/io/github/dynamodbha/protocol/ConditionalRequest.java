package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Condition;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * What a caller's PutItem, DeleteItem or UpdateItem asks for besides the item: condition and return
 * values.
 *
 * @param expression the condition, or null for none
 * @param returnOld whether the old item is wanted
 * @param returnOldOnFailure whether the item is wanted with the exception when the condition fails
 * @param returnConsumedCapacity what is wanted of the judging region's capacity, or null
 * @param returnItemCollectionMetrics what is wanted of its item collections, or null
 * @param configuration the caller's own settings for the judging region's call, or null
 */
public record ConditionalRequest(
    @Nullable String expression,
    Map<String, String> names,
    Map<String, AttributeValue> values,
    boolean returnOld,
    boolean returnOldOnFailure,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity,
    @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics,
    @Nullable AwsRequestOverrideConfiguration configuration) {

  /**
   * What a put asks for.
   *
   * @throws IllegalArgumentException if it can't be done
   */
  public static ConditionalRequest of(PutItemRequest request, String table) {
    requireTable(request.tableName(), table);
    requireNoLegacy(request.hasExpected(), request.conditionalOperatorAsString());
    return of(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValues(),
        request.returnValuesOnConditionCheckFailure(),
        request.returnConsumedCapacity(),
        request.returnItemCollectionMetrics(),
        request.overrideConfiguration().orElse(null));
  }

  /**
   * What a delete asks for.
   *
   * @throws IllegalArgumentException if it can't be done
   */
  public static ConditionalRequest of(DeleteItemRequest request, String table) {
    requireTable(request.tableName(), table);
    requireNoLegacy(request.hasExpected(), request.conditionalOperatorAsString());
    return of(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.returnValues(),
        request.returnValuesOnConditionCheckFailure(),
        request.returnConsumedCapacity(),
        request.returnItemCollectionMetrics(),
        request.overrideConfiguration().orElse(null));
  }

  /**
   * What an update asks for, but for its return values.
   *
   * @throws IllegalArgumentException if it can't be done
   */
  public static ConditionalRequest of(UpdateItemRequest request, String table) {
    requireTable(request.tableName(), table);
    requireNoLegacy(
        request.hasExpected() || request.hasAttributeUpdates(),
        request.conditionalOperatorAsString());
    return of(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        null,
        request.returnValuesOnConditionCheckFailure(),
        request.returnConsumedCapacity(),
        request.returnItemCollectionMetrics(),
        request.overrideConfiguration().orElse(null));
  }

  private static ConditionalRequest of(
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValue returnValues,
      @Nullable ReturnValuesOnConditionCheckFailure onFailure,
      @Nullable ReturnConsumedCapacity capacity,
      @Nullable ReturnItemCollectionMetrics metrics,
      @Nullable AwsRequestOverrideConfiguration configuration) {
    if (returnValues != null
        && returnValues != ReturnValue.NONE
        && returnValues != ReturnValue.ALL_OLD) {
      throw new IllegalArgumentException(
          "ReturnValues="
              + returnValues
              + " is not possible for a put or delete: use ALL_OLD or NONE");
    }
    requireNotOurs(names.keySet());
    requireNotOurs(values.keySet());
    if (!Expressions.isBalanced(expression)) {
      throw new IllegalArgumentException(
          "Invalid ConditionExpression: a parenthesis has no other half: " + expression);
    }
    return new ConditionalRequest(
        expression,
        names,
        values,
        returnValues == ReturnValue.ALL_OLD,
        onFailure == ReturnValuesOnConditionCheckFailure.ALL_OLD,
        capacity,
        metrics,
        configuration);
  }

  /** True if it asks for nothing that one region would have to judge or answer. */
  public boolean isPlain() {
    return expression == null
        && !returnOld
        && returnConsumedCapacity == null
        && returnItemCollectionMetrics == null
        && configuration == null;
  }

  /** True if no region has to judge it; all may be written at once. */
  public boolean asksForNoJudge() {
    return expression == null && !returnOld;
  }

  /** The caller's condition together with ours. */
  Condition and(Condition ours) {
    if (expression == null) {
      return ours;
    }
    return new Condition(expression, names, values).and(ours);
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
          "The legacy parameters Expected, ConditionalOperator and AttributeUpdates are not"
              + " supported: use a ConditionExpression and an UpdateExpression");
    }
  }

  /**
   * Refuses placeholders that begin as ours do.
   *
   * @throws IllegalArgumentException if one does
   */
  public static void requireNotOurs(Set<String> placeholders) {
    for (String placeholder : placeholders) {
      if (placeholder.startsWith(Condition.PLACEHOLDER_PREFIX, 1)) {
        throw new IllegalArgumentException(
            "The placeholder "
                + placeholder
                + " is used by dynamodb-ha itself: name yours otherwise");
      }
    }
  }
}
