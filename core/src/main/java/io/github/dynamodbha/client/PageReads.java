package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.replica.Condition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Query and Scan: our filter, that an item is no tombstone, joins the caller's. DynamoDB filters
 * before it counts and projects, so that both are right; and after the limit, so that a page may
 * hold fewer items, as with any filter.
 */
final class PageReads {
  private static final String PROJECTION = "ProjectionExpression";
  private static final String FILTER = "FilterExpression";

  private final ClientMode mode;
  private final Visible visible;
  private final IndexMarks indexes;

  PageReads(ClientMode mode, IndexMarks indexes) {
    this.mode = mode;
    this.visible = new Visible(mode.items());
    this.indexes = indexes;
  }

  CompletableFuture<QueryResponse> query(Call<QueryRequest, QueryResponse> call) {
    QueryRequest request = call.request();
    Unsupported.oneRegion(call);
    Newest.refuse(call);
    Unsupported.legacy(call, request.hasAttributesToGet(), "AttributesToGet", PROJECTION);
    Unsupported.legacy(call, request.hasQueryFilter(), "QueryFilter", FILTER);
    Unsupported.legacy(
        call, request.hasKeyConditions(), "KeyConditions", "a KeyConditionExpression");
    Unsupported.legacy(
        call, request.conditionalOperatorAsString() != null, "ConditionalOperator", FILTER);
    Validation.requireNotEmpty(
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.keyConditionExpression(),
        request.filterExpression(),
        request.projectionExpression());
    Filter filter =
        filter(
            request.filterExpression(),
            request.expressionAttributeNames(),
            request.expressionAttributeValues());
    return indexes
        .mayHoldTombstones(call, request.tableName(), request.indexName())
        .thenCompose(
            mayHold ->
                mode.route(
                    call,
                    mayHold
                        ? request.toBuilder()
                            .filterExpression(filter.expression())
                            .expressionAttributeNames(filter.names())
                            .expressionAttributeValues(filter.values())
                            .build()
                        : request))
        .thenApply(
            answer ->
                answer.hasItems()
                    ? answer.toBuilder().items(visible.items(answer.items())).build()
                    : answer);
  }

  CompletableFuture<ScanResponse> scan(Call<ScanRequest, ScanResponse> call) {
    ScanRequest request = call.request();
    Unsupported.oneRegion(call);
    Newest.refuse(call);
    Unsupported.legacy(call, request.hasAttributesToGet(), "AttributesToGet", PROJECTION);
    Unsupported.legacy(call, request.hasScanFilter(), "ScanFilter", FILTER);
    Unsupported.legacy(
        call, request.conditionalOperatorAsString() != null, "ConditionalOperator", FILTER);
    Validation.requireNotEmpty(
        request.expressionAttributeNames(),
        request.expressionAttributeValues(),
        request.filterExpression(),
        request.projectionExpression());
    Filter filter =
        filter(
            request.filterExpression(),
            request.expressionAttributeNames(),
            request.expressionAttributeValues());
    return indexes
        .mayHoldTombstones(call, request.tableName(), request.indexName())
        .thenCompose(
            mayHold ->
                mode.route(
                    call,
                    mayHold
                        ? request.toBuilder()
                            .filterExpression(filter.expression())
                            .expressionAttributeNames(filter.names())
                            .expressionAttributeValues(filter.values())
                            .build()
                        : request))
        .thenApply(
            answer ->
                answer.hasItems()
                    ? answer.toBuilder().items(visible.items(answer.items())).build()
                    : answer);
  }

  /** A filter with all names and values of its request. */
  private record Filter(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

  private Filter filter(
      @Nullable String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    Validation.requireBalanced(expression, FILTER);
    ConditionalRequest.requireNotOurs(names.keySet());
    ConditionalRequest.requireNotOurs(values.keySet());
    Condition live = Condition.live(mode.items());
    // Names and values also serve the key condition and the projection.
    Condition all = new Condition(expression == null ? "" : expression, names, values).and(live);
    return new Filter(
        expression == null ? live.expression() : all.expression(), all.names(), all.values());
  }
}
