package io.github.dynamodbha.client;

import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.protocol.JudgedPut;
import io.github.dynamodbha.protocol.JudgedUpdate;
import io.github.dynamodbha.protocol.Judgement;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.protocol.Written;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** PutItem, DeleteItem and UpdateItem by the write protocol. */
final class ItemWrites {
  private static final String CONDITION = "a " + Validation.CONDITION_EXPRESSION;

  private final ClientMode mode;
  private final PlainWrites plain;

  ItemWrites(ClientMode mode, PlainWrites plain) {
    this.mode = mode;
    this.plain = plain;
  }

  CompletableFuture<PutItemResponse> putItem(Call<PutItemRequest, PutItemResponse> call) {
    PutItemRequest request = call.request();
    Unsupported.oneRegion(call);
    Unsupported.legacy(call, request.hasExpected(), "Expected", CONDITION);
    Unsupported.legacy(
        call, request.conditionalOperatorAsString() != null, "ConditionalOperator", CONDITION);
    mode.items().requireNoSystemAttributes(request.item());
    requireOldOrNone(request.returnValues());
    Validation.requireCondition(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues());
    String table = Objects.requireNonNullElse(request.tableName(), "");
    ConditionalRequest conditional = ConditionalRequest.of(request, table);
    ReplicatedCall<PutItemResponse> replicated = new ReplicatedCall<>(mode, call);
    return replicated.with(
        table,
        format ->
            (conditional.asksForNoJudge()
                    ? plain.put(
                        replicated,
                        table,
                        format,
                        request.item(),
                        settings(replicated, conditional),
                        call.deadline())
                    : judged(replicated, table, format, call, putOf(request, conditional)))
                .thenApply(written -> putResponse(replicated, written)));
  }

  private JudgedPut putOf(PutItemRequest request, ConditionalRequest conditional) {
    WriteProtocol.Image image = version -> mode.items().stamp(request.item(), version);
    return new JudgedPut(request.item(), image, false, conditional);
  }

  CompletableFuture<DeleteItemResponse> deleteItem(
      Call<DeleteItemRequest, DeleteItemResponse> call) {
    DeleteItemRequest request = call.request();
    Unsupported.oneRegion(call);
    Unsupported.legacy(call, request.hasExpected(), "Expected", CONDITION);
    Unsupported.legacy(
        call, request.conditionalOperatorAsString() != null, "ConditionalOperator", CONDITION);
    requireOldOrNone(request.returnValues());
    Validation.requireCondition(
        request.conditionExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues());
    String table = Objects.requireNonNullElse(request.tableName(), "");
    ConditionalRequest conditional = ConditionalRequest.of(request, table);
    ReplicatedCall<DeleteItemResponse> replicated = new ReplicatedCall<>(mode, call);
    return replicated.with(
        table,
        format -> {
          // A tombstone with more than the key in it would be another tombstone.
          Map<String, AttributeValue> key = key(format, request.key());
          return (conditional.asksForNoJudge()
                  ? plain.delete(
                      replicated,
                      table,
                      format,
                      key,
                      settings(replicated, conditional),
                      call.deadline())
                  : judged(
                      replicated,
                      table,
                      format,
                      call,
                      new JudgedPut(
                          key, version -> mode.items().tombstone(key, version), true, conditional)))
              .thenApply(written -> deleteResponse(replicated, written));
        });
  }

  private static void requireOldOrNone(@Nullable ReturnValue wanted) {
    if (wanted != null && wanted != ReturnValue.NONE && wanted != ReturnValue.ALL_OLD) {
      throw Validation.exception("ReturnValues can only be ALL_OLD or NONE", null);
    }
  }

  private static Map<String, AttributeValue> key(
      TableFormat format, Map<String, AttributeValue> given) {
    return format.keys().attributesOf(KeyCheck.of(format).keyOnly(given));
  }

  CompletableFuture<UpdateItemResponse> updateItem(
      Call<UpdateItemRequest, UpdateItemResponse> call) {
    UpdateItemRequest request = call.request();
    Unsupported.oneRegion(call);
    Unsupported.legacy(call, request.hasExpected(), "Expected", CONDITION);
    Unsupported.legacy(
        call, request.conditionalOperatorAsString() != null, "ConditionalOperator", CONDITION);
    Unsupported.legacy(
        call, request.hasAttributeUpdates(), "AttributeUpdates", "an UpdateExpression");
    Unsupported.systemAttributes(
        request.updateExpression(),
        request.expressionAttributeNames(),
        mode.items(),
        "UpdateExpression");
    Validation.requireBalanced(request.conditionExpression(), Validation.CONDITION_EXPRESSION);
    Validation.requireNotEmpty(
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.updateExpression(),
        request.conditionExpression());
    String table = Objects.requireNonNullElse(request.tableName(), "");
    JudgedUpdate update = JudgedUpdate.of(request, table);
    ReplicatedCall<UpdateItemResponse> replicated = new ReplicatedCall<>(mode, call);
    return replicated.with(
        table,
        format ->
            judged(replicated, table, format, call, update)
                .thenApply(written -> updateResponse(replicated, written)));
  }

  private static CallSettings settings(
      ReplicatedCall<?> replicated, ConditionalRequest conditional) {
    return replicated.settings(
        conditional.returnConsumedCapacity(), conditional.returnItemCollectionMetrics());
  }

  private CompletableFuture<Written> judged(
      ReplicatedCall<?> replicated,
      String table,
      TableFormat format,
      Call<?, ?> call,
      io.github.dynamodbha.protocol.JudgedWrite write) {
    List<ReplicaItems> replicas =
        replicated.replicas(table, format, replicated.settings(null, null));
    return replicated.noting(
        replicated.conditionalWrites(table, replicas).write(write, call.deadline()));
  }

  private static PutItemResponse putResponse(
      ReplicatedCall<?> replicated, @Nullable Written written) {
    PutItemResponse.Builder response = PutItemResponse.builder();
    Judgement.Stored judged = note(replicated, written);
    PutItemResponse answer = written == null ? null : written.answer();
    if (judged != null) {
      response
          .attributes(judged.attributes())
          .consumedCapacity(judged.capacity())
          .itemCollectionMetrics(judged.metrics());
      Metadata.copy(judged.response(), response);
    } else {
      if (answer != null) {
        response
            .consumedCapacity(answer.consumedCapacity())
            .itemCollectionMetrics(answer.itemCollectionMetrics());
      }
      Metadata.copy(answer, response);
    }
    return response.build();
  }

  private static DeleteItemResponse deleteResponse(
      ReplicatedCall<?> replicated, @Nullable Written written) {
    PutItemResponse put = putResponse(replicated, written);
    DeleteItemResponse.Builder response =
        DeleteItemResponse.builder()
            .attributes(put.hasAttributes() ? put.attributes() : null)
            .consumedCapacity(put.consumedCapacity())
            .itemCollectionMetrics(put.itemCollectionMetrics());
    Metadata.copy(put, response);
    return response.build();
  }

  private static UpdateItemResponse updateResponse(ReplicatedCall<?> replicated, Written written) {
    UpdateItemResponse.Builder response = UpdateItemResponse.builder();
    Judgement.Stored judged = Objects.requireNonNull(note(replicated, written));
    response
        .attributes(judged.attributes())
        .consumedCapacity(judged.capacity())
        .itemCollectionMetrics(judged.metrics());
    Metadata.copy(judged.response(), response);
    return response.build();
  }

  private static Judgement.@Nullable Stored note(
      ReplicatedCall<?> replicated, @Nullable Written written) {
    if (written == null) {
      return null;
    }
    replicated.wrote(written);
    return written.judged();
  }
}
