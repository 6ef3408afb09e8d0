package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * One read of many keys, strongly consistent, asked again for what DynamoDB left unprocessed.
 *
 * <p>A reply that brings some keys is followed up at once (it was cut at 16 MB); one that brings
 * none is throttling, and is followed up after a delay that doubles, a bounded number of times in a
 * row. One object per read; only one call is under way at a time, so its fields need no lock.
 */
final class BatchGet {
  private static final int MAX_IDLE_ROUNDS = 5;
  private static final Duration FIRST_DELAY = Duration.ofMillis(50);

  private final Replica replica;
  private final TableFormat format;
  private final CallSettings settings;
  private final Deadline deadline;
  private final Map<ItemKey, ItemCopy> copies = new HashMap<>();
  private double readUnits;

  BatchGet(Replica replica, TableFormat format, CallSettings settings, Deadline deadline) {
    this.replica = replica;
    this.format = format;
    this.settings = settings;
    this.deadline = deadline;
  }

  CompletableFuture<Reply<BatchCopies>> read(Collection<ItemKey> keys) {
    // A repeated key would be refused by DynamoDB.
    return round(new HashSet<>(keys).stream().map(format.keys()::attributesOf).toList(), 0);
  }

  private CompletableFuture<Reply<BatchCopies>> round(
      List<Map<String, AttributeValue>> keys, int idleRounds) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    BatchGetItemRequest request =
        BatchGetItemRequest.builder()
            .requestItems(Map.of(replica.tableName(), wanted))
            .returnConsumedCapacity(settings.capacity())
            .overrideConfiguration(settings.configuration())
            .build();
    return replica
        .call(Operation.BATCH_GET_ITEM, request, deadline)
        .thenCompose(reply -> next(Replies.convert(reply, this::take), keys, idleRounds));
  }

  /** Keeps what a reply brought, and returns the keys that it left. */
  private List<Map<String, AttributeValue>> take(BatchGetItemResponse answer) {
    for (Map<String, AttributeValue> item :
        answer.responses().getOrDefault(replica.tableName(), List.of())) {
      ItemCopy copy = format.copyOf(item);
      copies.put(copy.key(), copy);
    }
    for (ConsumedCapacity consumed : answer.consumedCapacity()) {
      readUnits += Replies.units(consumed);
    }
    KeysAndAttributes left = answer.unprocessedKeys().get(replica.tableName());
    return left == null ? List.of() : left.keys();
  }

  private CompletableFuture<Reply<BatchCopies>> next(
      Reply<List<Map<String, AttributeValue>>> reply,
      List<Map<String, AttributeValue>> asked,
      int idleRounds) {
    if (!(reply instanceof Reply.Answered<List<Map<String, AttributeValue>>> answered)
        || answered.answer().isEmpty()) {
      return CompletableFuture.completedFuture(
          reply.map(nothingLeft -> new BatchCopies(Map.copyOf(copies), readUnits)));
    }
    List<Map<String, AttributeValue>> left = answered.answer();
    if (left.size() < asked.size()) {
      return round(left, 0);
    }
    if (idleRounds >= MAX_IDLE_ROUNDS) {
      return CompletableFuture.completedFuture(
          new Reply.Failed<>(replica.region(), reply.latency(), leftUnprocessed(left.size())));
    }
    Duration delay = FIRST_DELAY.multipliedBy(1L << idleRounds);
    return CompletableFuture.completedFuture(left)
        .thenComposeAsync(keys -> round(keys, idleRounds + 1), replica.timer().after(delay));
  }

  private static Failure leftUnprocessed(int keys) {
    return new Failure(
        FailureClass.THROTTLED,
        "throttled",
        false,
        0,
        SdkClientException.create(
            "BatchGetItem left "
                + keys
                + " keys unprocessed "
                + (MAX_IDLE_ROUNDS + 1)
                + " times in a row"));
  }
}
