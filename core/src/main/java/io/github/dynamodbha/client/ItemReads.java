package io.github.dynamodbha.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Reads of items by key: asked of one region, with what a caller may not see taken out. */
final class ItemReads {
  private static final String PROJECTION = "ProjectionExpression";

  private final ClientMode mode;
  private final Visible visible;
  private final NewestReads newest;

  ItemReads(ClientMode mode) {
    this.mode = mode;
    this.visible = new Visible(mode.items());
    this.newest = new NewestReads(mode, this);
  }

  CompletableFuture<GetItemResponse> getItem(Call<GetItemRequest, GetItemResponse> call) {
    GetItemRequest request = call.request();
    Unsupported.oneRegion(call);
    Unsupported.legacy(call, request.hasAttributesToGet(), "AttributesToGet", PROJECTION);
    return Newest.isAskedFor(call) ? newest.getItem(call) : nearest(call);
  }

  /** Asks one region. */
  CompletableFuture<GetItemResponse> nearest(Call<GetItemRequest, GetItemResponse> call) {
    GetItemRequest request = call.request();
    MarkedProjection projection =
        MarkedProjection.of(
            request.projectionExpression(),
            request.hasExpressionAttributeNames(),
            request.expressionAttributeNames(),
            mode.items());
    return mode.route(
            call,
            request.toBuilder()
                .projectionExpression(projection.expression())
                .expressionAttributeNames(projection.names())
                .build())
        .thenApply(
            answer ->
                answer.hasItem()
                    ? answer.toBuilder().item(visible.item(answer.item())).build()
                    : answer);
  }

  CompletableFuture<BatchGetItemResponse> batchGetItem(
      Call<BatchGetItemRequest, BatchGetItemResponse> call) {
    Unsupported.oneRegion(call);
    call.request()
        .requestItems()
        .values()
        .forEach(
            keys ->
                Unsupported.legacy(call, keys.hasAttributesToGet(), "AttributesToGet", PROJECTION));
    if (Newest.isAskedFor(call, call.request())) {
      return newest.batchGetItem(call);
    }
    Map<String, KeysAndAttributes> wanted = new HashMap<>();
    call.request().requestItems().forEach((table, keys) -> wanted.put(table, marked(keys)));
    return mode.route(call, call.request().toBuilder().requestItems(wanted).build())
        .thenApply(answer -> visible(call.request(), answer));
  }

  private KeysAndAttributes marked(KeysAndAttributes keys) {
    MarkedProjection projection =
        MarkedProjection.of(
            keys.projectionExpression(),
            keys.hasExpressionAttributeNames(),
            keys.expressionAttributeNames(),
            mode.items());
    return keys.toBuilder()
        .projectionExpression(projection.expression())
        .expressionAttributeNames(projection.names())
        .build();
  }

  private BatchGetItemResponse visible(BatchGetItemRequest request, BatchGetItemResponse answer) {
    BatchGetItemResponse.Builder result = answer.toBuilder();
    if (answer.hasResponses()) {
      Map<String, List<Map<String, AttributeValue>>> responses = new HashMap<>();
      answer.responses().forEach((table, items) -> responses.put(table, visible.items(items)));
      result.responses(responses);
    }
    if (answer.hasUnprocessedKeys()) {
      Map<String, KeysAndAttributes> left = new HashMap<>();
      answer
          .unprocessedKeys()
          .forEach(
              (table, keys) -> {
                KeysAndAttributes asked = request.requestItems().get(table);
                left.put(table, asked == null ? keys : asked.toBuilder().keys(keys.keys()).build());
              });
      result.unprocessedKeys(left);
    }
    return result.build();
  }

  CompletableFuture<TransactGetItemsResponse> transactGetItems(
      Call<TransactGetItemsRequest, TransactGetItemsResponse> call) {
    Unsupported.oneRegion(call);
    Newest.refuse(call);
    List<TransactGetItem> wanted = new ArrayList<>();
    for (TransactGetItem item : call.request().transactItems()) {
      Get get = item.get();
      wanted.add(get == null ? item : item.toBuilder().get(marked(get)).build());
    }
    return mode.route(call, call.request().toBuilder().transactItems(wanted).build())
        .thenApply(
            answer ->
                answer.hasResponses()
                    ? answer.toBuilder()
                        .responses(answer.responses().stream().map(this::visible).toList())
                        .build()
                    : answer);
  }

  private Get marked(Get get) {
    MarkedProjection projection =
        MarkedProjection.of(
            get.projectionExpression(),
            get.hasExpressionAttributeNames(),
            get.expressionAttributeNames(),
            mode.items());
    return get.toBuilder()
        .projectionExpression(projection.expression())
        .expressionAttributeNames(projection.names())
        .build();
  }

  private ItemResponse visible(ItemResponse response) {
    return response.hasItem()
        ? response.toBuilder().item(visible.item(response.item())).build()
        : response;
  }
}
