package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** One transaction of one table: all of its conditions hold and all is written, or nothing is. */
final class ModelTransaction {
  private final ModelTable table;
  private final TransactWriteItemsRequest request;
  private final List<CancellationReason> reasons = new ArrayList<>();
  private final List<Runnable> writes = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private boolean refused;

  ModelTransaction(ModelTable table, TransactWriteItemsRequest request) {
    this.table = table;
    this.request = request;
  }

  DynamoDbResponse apply() {
    if (request.clientRequestToken() != null && !table.isNewToken(request.clientRequestToken())) {
      // It was carried out before: DynamoDB does so once in ten minutes, and says so each time.
      return TransactWriteItemsResponse.builder().build();
    }
    for (TransactWriteItem action : request.transactItems()) {
      if (action.put() != null) {
        put(action.put());
      } else if (action.update() != null) {
        update(action.update());
      } else if (action.delete() != null) {
        delete(action.delete());
      } else {
        check(action.conditionCheck());
      }
    }
    if (refused) {
      throw ModelErrors.cancelled(reasons);
    }
    writes.forEach(Runnable::run);
    if (request.clientRequestToken() != null) {
      table.noteToken(request.clientRequestToken());
    }
    return TransactWriteItemsResponse.builder().build();
  }

  private void put(Put put) {
    String key = key(put.item());
    judge(
        key,
        put.conditionExpression(),
        put.expressionAttributeNames(),
        put.expressionAttributeValues(),
        put.returnValuesOnConditionCheckFailure());
    writes.add(() -> table.store(key, put.item()));
  }

  private void update(Update update) {
    String key = key(update.key());
    boolean holds =
        judge(
            key,
            update.conditionExpression(),
            update.expressionAttributeNames(),
            update.expressionAttributeValues(),
            update.returnValuesOnConditionCheckFailure());
    if (holds) {
      Map<String, AttributeValue> item =
          ModelWrites.updated(
              table.held(key),
              update.key(),
              update.updateExpression(),
              update.expressionAttributeNames(),
              update.expressionAttributeValues());
      writes.add(() -> table.store(key, item));
    }
  }

  private void delete(Delete delete) {
    String key = key(delete.key());
    judge(
        key,
        delete.conditionExpression(),
        delete.expressionAttributeNames(),
        delete.expressionAttributeValues(),
        delete.returnValuesOnConditionCheckFailure());
    writes.add(() -> table.store(key, null));
  }

  private void check(ConditionCheck check) {
    judge(
        key(check.key()),
        check.conditionExpression(),
        check.expressionAttributeNames(),
        check.expressionAttributeValues(),
        check.returnValuesOnConditionCheckFailure());
  }

  private String key(Map<String, AttributeValue> attributes) {
    String key = table.keyText(attributes);
    if (!keys.add(key)) {
      throw ModelErrors.validation(
          "Transaction request cannot include multiple operations on one item");
    }
    return key;
  }

  private boolean judge(
      String key,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValuesOnConditionCheckFailure wanted) {
    Map<String, AttributeValue> held = table.held(key);
    if (ModelWrites.holds(held, condition, names, values)) {
      reasons.add(CancellationReason.builder().code("None").build());
      return true;
    }
    refused = true;
    CancellationReason.Builder reason =
        CancellationReason.builder()
            .code("ConditionalCheckFailed")
            .message("The conditional request failed");
    if (wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD && !held.isEmpty()) {
      reason.item(held);
    }
    reasons.add(reason.build());
    return false;
  }
}
