package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A put, or a delete, which puts a condition.
 *
 * @param item holds the key
 * @param image what is put
 * @param isTombstone true for a delete
 */
public record JudgedPut(
    Map<String, AttributeValue> item,
    WriteProtocol.Image image,
    boolean isTombstone,
    ConditionalRequest request)
    implements JudgedWrite {
  @Override
  public ItemKey key(TableFormat format) {
    return format.keys().keyOf(item);
  }

  @Override
  public boolean isSameEverywhere() {
    return true;
  }

  @Override
  public CompletableFuture<Reply<Judgement.Stored>> send(
      ReplicaItems replica, Condition condition, Version version, Deadline deadline) {
    PutItemRequest put =
        PutItemRequest.builder()
            .tableName(replica.replica().tableName())
            .item(image.apply(version))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .expressionAttributeValues(condition.values())
            .returnConsumedCapacity(request.returnConsumedCapacity())
            .returnItemCollectionMetrics(request.returnItemCollectionMetrics())
            .overrideConfiguration(request.configuration())
            .returnValues(request.returnOld() ? ReturnValue.ALL_OLD : ReturnValue.NONE)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return replica
        .replica()
        .call(Operation.PUT_ITEM_JUDGED, put, deadline)
        .thenApply(
            reply ->
                reply.map(
                    answer ->
                        new Judgement.Stored(
                            null,
                            null,
                            answer.hasAttributes() && !answer.attributes().isEmpty()
                                ? replica.format().items().strip(answer.attributes())
                                : null,
                            answer.consumedCapacity(),
                            answer.itemCollectionMetrics(),
                            answer)));
  }

  @Override
  public TransactWriteItem action(ReplicaItems replica, Condition condition, Version version) {
    return TransactWriteItem.builder()
        .put(
            p ->
                p.tableName(replica.replica().tableName())
                    .item(image.apply(version))
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(condition.names())
                    .expressionAttributeValues(
                        condition.values().isEmpty() ? null : condition.values())
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  @Override
  public CompletableFuture<Judgement.Stored> replaced(
      ReplicaItems replica, Version version, TransactWriteItemsResponse answer, Deadline deadline) {
    return CompletableFuture.completedFuture(
        Judgement.Stored.of(null, null, null, replica.replica().tableName(), answer));
  }

  @Override
  public Judgement.Stored found(ItemCopy held, ItemFormat format) {
    return Judgement.Stored.NOTHING_KNOWN;
  }

  @Override
  public boolean hasLostValues(Judgement.Stored stored) {
    return request.returnOld() && stored.response() == null;
  }
}
