package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.ConditionParser.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The writes of one table, each on its condition. */
final class ModelWrites {
  private final String name;
  private final ModelRows rows;
  private final boolean returnsOldOnFailure;

  ModelWrites(String name, ModelRows rows, boolean returnsOldOnFailure) {
    this.name = name;
    this.rows = rows;
    this.returnsOldOnFailure = returnsOldOnFailure;
  }

  /** Refuses unless the condition holds of what is held. */
  private void check(
      Map<String, AttributeValue> held,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValuesOnConditionCheckFailure wanted) {
    if (!holds(held, condition, names, values)) {
      throw ModelErrors.conditionFailed(
          returnsOldOnFailure && wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD
              ? held
              : Map.of());
    }
  }

  static boolean holds(
      Map<String, AttributeValue> held,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return condition == null
        || Expressions.condition(condition).holds(new Scope(held, names, values));
  }

  PutItemResponse put(PutItemRequest put) {
    String key = rows.keyText(put.item());
    Map<String, AttributeValue> held = rows.held(key);
    check(
        held,
        put.conditionExpression(),
        put.expressionAttributeNames(),
        put.expressionAttributeValues(),
        put.returnValuesOnConditionCheckFailure());
    rows.store(key, put.item());
    return PutItemResponse.builder()
        .consumedCapacity(ModelTable.capacity(name, put.returnConsumedCapacity()))
        .attributes(put.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
        .build();
  }

  DeleteItemResponse delete(DeleteItemRequest delete) {
    String key = rows.keyText(delete.key());
    Map<String, AttributeValue> held = rows.held(key);
    check(
        held,
        delete.conditionExpression(),
        delete.expressionAttributeNames(),
        delete.expressionAttributeValues(),
        delete.returnValuesOnConditionCheckFailure());
    rows.store(key, null);
    return DeleteItemResponse.builder()
        .consumedCapacity(ModelTable.capacity(name, delete.returnConsumedCapacity()))
        .attributes(delete.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
        .build();
  }

  UpdateItemResponse update(UpdateItemRequest update) {
    String key = rows.keyText(update.key());
    Map<String, AttributeValue> held = rows.held(key);
    check(
        held,
        update.conditionExpression(),
        update.expressionAttributeNames(),
        update.expressionAttributeValues(),
        update.returnValuesOnConditionCheckFailure());
    Map<String, AttributeValue> item =
        updated(
            held,
            update.key(),
            update.updateExpression(),
            update.expressionAttributeNames(),
            update.expressionAttributeValues());
    rows.store(key, item);
    UpdateItemResponse.Builder response = UpdateItemResponse.builder();
    if (update.returnValues() == ReturnValue.ALL_NEW) {
      response.attributes(item);
    } else if (update.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty()) {
      response.attributes(held);
    }
    return response.build();
  }

  static Map<String, AttributeValue> updated(
      Map<String, AttributeValue> held,
      Map<String, AttributeValue> key,
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    Map<String, AttributeValue> before = new HashMap<>(held);
    before.putAll(key);
    if (expression == null) {
      return before;
    }
    try {
      Map<String, AttributeValue> after =
          UpdateParser.apply(Expressions.update(expression), new Scope(held, names, values));
      after.putAll(key);
      return after;
    } catch (UpdateParser.InvalidUpdateException invalid) {
      throw ModelErrors.validation(String.valueOf(invalid.getMessage()));
    }
  }
}
