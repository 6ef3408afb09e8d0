package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * An update: the judging region evaluates the expression, and what it makes of it is the image that
 * the others get.
 *
 * <p>The version is part of the same update. DynamoDB returns either what the caller asks for or
 * the whole new image; where the two differ, the image is read after the update, strongly
 * consistent. If another write has replaced it by then, it is that write's image which is read, and
 * it goes to the others with its own version.
 *
 * @param update as the caller gave it
 */
public record JudgedUpdate(UpdateItemRequest update, ConditionalRequest request)
    implements JudgedWrite {
  /**
   * Makes the update.
   *
   * @throws IllegalArgumentException if it asks for what can't be done
   */
  public static JudgedUpdate of(UpdateItemRequest update, String table) {
    return new JudgedUpdate(update, ConditionalRequest.of(update, table));
  }

  @Override
  public ItemKey key(TableFormat format) {
    return format.keys().keyOf(update.key());
  }

  @Override
  public boolean isSameEverywhere() {
    return false;
  }

  @Override
  public CompletableFuture<Reply<Judgement.Stored>> send(
      ReplicaItems replica, Condition condition, Version version, Deadline deadline) {
    StampedUpdate stamped =
        StampedUpdate.of(update.updateExpression(), version, replica.format().items());
    Map<String, String> names = new HashMap<>(update.expressionAttributeNames());
    names.putAll(condition.names());
    names.putAll(stamped.names());
    Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
    values.putAll(condition.values());
    values.putAll(stamped.values());
    UpdateItemRequest sent =
        update.toBuilder()
            .updateExpression(stamped.expression())
            .conditionExpression(condition.expression())
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .returnValues(wantsOthersThanNew() ? update.returnValues() : ReturnValue.ALL_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return replica
        .replica()
        .call(Operation.UPDATE_ITEM_JUDGED, sent, deadline)
        .thenCompose(
            reply -> {
              if (!(reply instanceof Reply.Answered<UpdateItemResponse> answered)) {
                return CompletableFuture.completedFuture(
                    reply.map(answer -> Judgement.Stored.NOTHING_KNOWN));
              }
              return stored(replica, answered.answer(), deadline)
                  .thenApply(
                      stored -> new Reply.Answered<>(reply.region(), reply.latency(), stored));
            });
  }

  private CompletableFuture<Judgement.Stored> stored(
      ReplicaItems replica, UpdateItemResponse answer, Deadline deadline) {
    TableFormat format = replica.format();
    if (!wantsOthersThanNew()) {
      ItemCopy copy = format.copyOf(answer.attributes());
      return CompletableFuture.completedFuture(
          stored(copy, null, wantsNew() ? format.items().strip(copy.image()) : null, answer));
    }
    Map<String, AttributeValue> plain = format.items().strip(answer.attributes());
    return image(replica, deadline)
        .thenApply(
            image -> stored(image.copy(), image.unread(), plain.isEmpty() ? null : plain, answer));
  }

  private static Judgement.Stored stored(
      @Nullable ItemCopy copy,
      @Nullable Failure unread,
      @Nullable Map<String, AttributeValue> attributes,
      UpdateItemResponse answer) {
    return new Judgement.Stored(
        copy,
        unread,
        attributes,
        answer.consumedCapacity(),
        answer.itemCollectionMetrics(),
        answer);
  }

  private record Image(@Nullable ItemCopy copy, @Nullable Failure unread) {}

  private CompletableFuture<Image> image(ReplicaItems replica, Deadline deadline) {
    return replica
        .get(key(replica.format()), true, deadline, Dispatch.REGION_THREAD)
        .thenApply(
            reply ->
                reply instanceof Reply.Failed<Optional<ItemCopy>> failed
                    ? new Image(null, failed.failure())
                    : new Image(
                        ((Reply.Answered<Optional<ItemCopy>>) reply).answer().orElse(null), null));
  }

  @Override
  public TransactWriteItem action(ReplicaItems replica, Condition condition, Version version) {
    StampedUpdate stamped =
        StampedUpdate.of(update.updateExpression(), version, replica.format().items());
    Map<String, String> names = new HashMap<>(update.expressionAttributeNames());
    names.putAll(condition.names());
    names.putAll(stamped.names());
    Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
    values.putAll(stamped.values());
    values.putAll(condition.values());
    return TransactWriteItem.builder()
        .update(
            u ->
                u.tableName(replica.replica().tableName())
                    .key(update.key())
                    .updateExpression(stamped.expression())
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(
                        Expressions.used(names, stamped.expression(), condition.expression()))
                    .expressionAttributeValues(
                        Expressions.used(values, stamped.expression(), condition.expression()))
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD))
        .build();
  }

  /** Over a tombstone every attribute but the key is one that the update has set. */
  @Override
  public CompletableFuture<Judgement.Stored> replaced(
      ReplicaItems replica, Version version, TransactWriteItemsResponse answer, Deadline deadline) {
    String table = replica.replica().tableName();
    return image(replica, deadline)
        .thenApply(
            image -> {
              ItemCopy copy = image.copy();
              if (copy == null || !version.equals(copy.version())) {
                // Where another write has come between, its item is not what this one made.
                return update.returnValues() == ReturnValue.UPDATED_NEW
                    ? new Judgement.Stored(copy, image.unread(), null, null, null, null)
                    : Judgement.Stored.of(copy, image.unread(), null, table, answer);
              }
              Map<String, AttributeValue> attributes = newAttributes(replica.format(), copy);
              return Judgement.Stored.of(copy, image.unread(), attributes, table, answer);
            });
  }

  private @Nullable Map<String, AttributeValue> newAttributes(TableFormat format, ItemCopy copy) {
    Map<String, AttributeValue> item = format.items().strip(copy.image());
    if (update.returnValues() == ReturnValue.UPDATED_NEW) {
      item.keySet().removeAll(format.keys().names());
      return item.isEmpty() ? null : item;
    }
    return wantsNew() ? item : null;
  }

  @Override
  public Judgement.Stored found(ItemCopy held, ItemFormat format) {
    return new Judgement.Stored(
        held, null, wantsNew() ? format.strip(held.image()) : null, null, null, null);
  }

  /** The whole new image can be read again; what it was before, or which part is new, can't. */
  @Override
  public boolean hasLostValues(Judgement.Stored stored) {
    return wantsNew()
        ? stored.attributes() == null
        : wantsOthersThanNew() && stored.response() == null;
  }

  private boolean wantsNew() {
    return update.returnValues() == ReturnValue.ALL_NEW;
  }

  /** Whether the answer to the caller is not made from the new image. */
  private boolean wantsOthersThanNew() {
    ReturnValue wanted = update.returnValues();
    return wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_NEW;
  }
}
