package io.github.dynamodbha.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Carries out all actions of a transaction, or none. */
final class MemoryTransaction {
  private MemoryTransaction() {}

  /** One action: where, on what condition, and what it does. */
  private record Action(
      MemoryTable table,
      Map<String, AttributeValue> key,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      boolean showOld,
      Runnable effect) {
    boolean isAllowed() {
      return table.allows(key, condition, names, values);
    }

    CancellationReason reason() {
      if (isAllowed()) {
        return CancellationReason.builder().code("None").build();
      }
      Map<String, AttributeValue> held = table.heldAt(key);
      return CancellationReason.builder()
          .code("ConditionalCheckFailed")
          .message("The conditional request failed")
          .item(showOld && !held.isEmpty() ? held : null)
          .build();
    }
  }

  static TransactWriteItemsResponse carryOut(
      TransactWriteItemsRequest request, Function<String, MemoryTable> tables) {
    List<Action> actions = new ArrayList<>();
    request.transactItems().forEach(item -> actions.add(action(item, tables)));
    List<CancellationReason> reasons = actions.stream().map(Action::reason).toList();
    if (!actions.stream().allMatch(Action::isAllowed)) {
      String codes = String.join(", ", reasons.stream().map(CancellationReason::code).toList());
      throw TransactionCanceledException.builder()
          .cancellationReasons(reasons)
          .message("Transaction cancelled, please refer [" + codes + "]")
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("TransactionCanceledException")
                  .errorMessage(
                      "Transaction cancelled, please refer cancellation reasons for specific"
                          + " reasons ["
                          + codes
                          + "]")
                  .build())
          .statusCode(400)
          .numAttempts(1)
          .build();
    }
    actions.forEach(action -> action.effect().run());
    return TransactWriteItemsResponse.builder()
        .consumedCapacity(ConsumedCapacity.builder().capacityUnits(2.0).build())
        .build();
  }

  private static Action action(TransactWriteItem item, Function<String, MemoryTable> tables) {
    if (item.put() != null) {
      MemoryTable table = tables.apply(item.put().tableName());
      return new Action(
          table,
          item.put().item(),
          item.put().conditionExpression(),
          item.put().expressionAttributeNames(),
          item.put().expressionAttributeValues(),
          isAllOld(item.put().returnValuesOnConditionCheckFailure()),
          () -> table.store(item.put().item()));
    } else if (item.update() != null) {
      MemoryTable table = tables.apply(item.update().tableName());
      return new Action(
          table,
          item.update().key(),
          item.update().conditionExpression(),
          item.update().expressionAttributeNames(),
          item.update().expressionAttributeValues(),
          isAllOld(item.update().returnValuesOnConditionCheckFailure()),
          () ->
              table.update(
                  item.update().key(),
                  item.update().updateExpression(),
                  item.update().expressionAttributeNames(),
                  item.update().expressionAttributeValues()));
    } else if (item.conditionCheck() != null) {
      return new Action(
          tables.apply(item.conditionCheck().tableName()),
          item.conditionCheck().key(),
          item.conditionCheck().conditionExpression(),
          item.conditionCheck().expressionAttributeNames(),
          item.conditionCheck().expressionAttributeValues(),
          isAllOld(item.conditionCheck().returnValuesOnConditionCheckFailure()),
          () -> {});
    }
    throw new IllegalArgumentException("Not understood: " + item);
  }

  private static boolean isAllOld(@Nullable ReturnValuesOnConditionCheckFailure wanted) {
    return wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD;
  }
}
