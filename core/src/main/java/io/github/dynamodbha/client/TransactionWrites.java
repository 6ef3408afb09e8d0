package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.protocol.JudgedPut;
import io.github.dynamodbha.protocol.JudgedUpdate;
import io.github.dynamodbha.protocol.TransactionPart;
import io.github.dynamodbha.protocol.TransactionProtocol;
import io.github.dynamodbha.protocol.TransactionWritten;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** TransactWriteItems by the transaction protocol. */
final class TransactionWrites {
  private final ClientMode mode;

  TransactionWrites(ClientMode mode) {
    this.mode = mode;
  }

  CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      Call<TransactWriteItemsRequest, TransactWriteItemsResponse> call) {
    TransactWriteItemsRequest request = call.request();
    Unsupported.oneRegion(call);
    if (request.clientRequestToken() != null) {
      throw new UnsupportedOperationException(
          call.describe()
              + ": a ClientRequestToken is not supported where the client replicates the table,"
              + " since the version makes another request of each repetition: leave it out, and"
              + " give the transaction a condition that holds only once");
    }
    List<TransactionPart> parts = new ArrayList<>();
    request.transactItems().forEach(item -> parts.add(part(item)));
    if (parts.isEmpty()) {
      throw Validation.exception("The transaction is empty: give it at least one action", null);
    }
    ReplicatedCall<TransactWriteItemsResponse> replicated = new ReplicatedCall<>(mode, call);
    CallSettings settings =
        replicated.settings(
            request.returnConsumedCapacity(), request.returnItemCollectionMetrics());
    Map<String, CompletableFuture<TableFormat>> formats = new LinkedHashMap<>();
    parts.forEach(part -> formats.computeIfAbsent(part.table(), replicated::format));
    return replicated.end(
        CompletableFuture.allOf(formats.values().toArray(CompletableFuture[]::new))
            .thenCompose(
                known -> {
                  Map<String, List<ReplicaItems>> replicas = new LinkedHashMap<>();
                  formats.forEach(
                      (table, format) ->
                          replicas.put(table, replicated.replicas(table, format.join(), settings)));
                  requireKeys(parts, formats);
                  return replicated.noting(
                      new TransactionProtocol(
                              replicas,
                              replicated.regions(),
                              mode.settings().clock(),
                              replicated.acknowledge(),
                              settings,
                              mode.misses(),
                              replicated.errors())
                          .write(parts, call.deadline()));
                })
            .thenApply(written -> response(replicated, written)));
  }

  private TransactionPart part(TransactWriteItem item) {
    long actions =
        Stream.of(item.put(), item.delete(), item.update(), item.conditionCheck())
            .filter(Objects::nonNull)
            .count();
    if (actions > 1) {
      throw Validation.exception(
          "TransactItems can only contain one of Check, Put, Update or Delete", null);
    }
    Put put = item.put();
    if (put != null) {
      return put(put);
    }
    Delete delete = item.delete();
    if (delete != null) {
      return delete(delete);
    }
    Update update = item.update();
    if (update != null) {
      return update(update);
    }
    ConditionCheck check = item.conditionCheck();
    if (check != null) {
      return check(check);
    }
    throw Validation.exception("An action of the transaction is empty", null);
  }

  private TransactionPart put(Put put) {
    mode.items().requireNoSystemAttributes(put.item());
    Validation.requireCondition(
        put.conditionExpression(), put.expressionAttributeNames(), put.expressionAttributeValues());
    String table = name(put.tableName());
    ConditionalRequest condition =
        ConditionalRequest.of(
            PutItemRequest.builder()
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .expressionAttributeValues(put.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailure())
                .build(),
            table);
    Map<String, AttributeValue> item = put.item();
    return new TransactionPart.Write(
        table, new JudgedPut(item, version -> mode.items().stamp(item, version), false, condition));
  }

  private TransactionPart delete(Delete delete) {
    Validation.requireCondition(
        delete.conditionExpression(),
        delete.expressionAttributeNames(),
        delete.expressionAttributeValues());
    String table = name(delete.tableName());
    ConditionalRequest condition =
        ConditionalRequest.of(
            DeleteItemRequest.builder()
                .conditionExpression(delete.conditionExpression())
                .expressionAttributeNames(delete.expressionAttributeNames())
                .expressionAttributeValues(delete.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(delete.returnValuesOnConditionCheckFailure())
                .build(),
            table);
    Map<String, AttributeValue> key = delete.key();
    return new TransactionPart.Write(
        table,
        new JudgedPut(key, version -> mode.items().tombstone(key, version), true, condition));
  }

  private TransactionPart update(Update update) {
    Unsupported.systemAttributes(
        update.updateExpression(),
        update.expressionAttributeNames(),
        mode.items(),
        "UpdateExpression");
    Validation.requireBalanced(update.conditionExpression(), Validation.CONDITION_EXPRESSION);
    Validation.requireNotEmpty(
        update.expressionAttributeNames(),
        update.expressionAttributeValues(),
        update.updateExpression(),
        update.conditionExpression());
    Validation.requireUsed(
        update.expressionAttributeNames(), update.updateExpression(), update.conditionExpression());
    Validation.requireUsed(
        update.expressionAttributeValues(),
        update.updateExpression(),
        update.conditionExpression());
    String table = name(update.tableName());
    return new TransactionPart.Write(
        table,
        JudgedUpdate.of(
            UpdateItemRequest.builder()
                .key(update.key())
                .updateExpression(update.updateExpression())
                .conditionExpression(update.conditionExpression())
                .expressionAttributeNames(update.expressionAttributeNames())
                .expressionAttributeValues(update.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(update.returnValuesOnConditionCheckFailure())
                .build(),
            table));
  }

  private static TransactionPart check(ConditionCheck check) {
    if (check.conditionExpression() == null) {
      throw Validation.exception("A ConditionCheck must have a ConditionExpression", null);
    }
    Validation.requireBalanced(check.conditionExpression(), Validation.CONDITION_EXPRESSION);
    Validation.requireNotEmpty(
        check.expressionAttributeNames(),
        check.expressionAttributeValues(),
        check.conditionExpression());
    String table = name(check.tableName());
    return new TransactionPart.Check(
        table,
        check.key(),
        ConditionalRequest.of(
            DeleteItemRequest.builder()
                .conditionExpression(check.conditionExpression())
                .expressionAttributeNames(check.expressionAttributeNames())
                .expressionAttributeValues(check.expressionAttributeValues())
                .returnValuesOnConditionCheckFailure(check.returnValuesOnConditionCheckFailure())
                .build(),
            table));
  }

  private static ItemKey key(TransactionPart part, TableFormat format) {
    try {
      return part.key(format);
    } catch (IllegalArgumentException refused) {
      throw Validation.exception(refused);
    }
  }

  /** A tombstone with more than the key in it would be another tombstone. */
  private static void requireKeys(
      List<TransactionPart> parts, Map<String, CompletableFuture<TableFormat>> formats) {
    Map<String, Set<ItemKey>> keys = new HashMap<>();
    for (TransactionPart part : parts) {
      TableFormat format = Objects.requireNonNull(formats.get(part.table())).join();
      if (!keys.computeIfAbsent(part.table(), t -> new HashSet<>()).add(key(part, format))) {
        throw Validation.exception(
            "Transaction request cannot include multiple operations on one item", null);
      }
      if (part.write() instanceof JudgedPut put && put.isTombstone()) {
        KeyCheck.of(format).keyOnly(put.item());
      }
    }
  }

  private static String name(@Nullable String table) {
    return Objects.requireNonNullElse(table, "");
  }

  private static TransactWriteItemsResponse response(
      ReplicatedCall<?> replicated, TransactionWritten written) {
    replicated.wrote(written.stored(), written.missed());
    TransactWriteItemsResponse answer = written.answer();
    if (answer != null) {
      return answer;
    }
    TransactWriteItemsResponse.Builder unknown = TransactWriteItemsResponse.builder();
    Metadata.copy(null, unknown);
    return unknown.build();
  }
}
