package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Operation;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A row of the operation table: how an operation is called, and what it is to the regions.
 *
 * @param call how it is called
 * @param kind what it is
 * @param reading whether a request of it leaves everything as it is
 * @param tables the names or ARNs that a request names, as it gives them
 * @param tokenIn the page token that a request goes on from, or null
 * @param tokenOut the page token that an answer gives for the next request, or null
 */
record ServiceOperation<Q extends DynamoDbRequest, A extends DynamoDbResponse>(
    Operation<Q, A> call,
    OperationKind kind,
    Predicate<Q> reading,
    Function<Q, Collection<String>> tables,
    Function<Q, @Nullable Object> tokenIn,
    Function<A, @Nullable Object> tokenOut) {

  /** The fields in which requests of the control plane name what they are about. */
  private static final List<String> RESOURCE_FIELDS =
      List.of(
          "TableName",
          "ResourceArn",
          "TableArn",
          "BackupArn",
          "ExportArn",
          "ImportArn",
          "SourceTableArn");

  /** An operation on items that touches no table that can be told, and has no pages. */
  static <Q extends DynamoDbRequest, A extends DynamoDbResponse> ServiceOperation<Q, A> of(
      Class<Q> requestType,
      OperationKind kind,
      boolean writes,
      BiFunction<DynamoDbClient, Q, A> sync,
      BiFunction<DynamoDbAsyncClient, Q, CompletableFuture<A>> async) {
    return new ServiceOperation<>(
        Operation.of(requestType, writes, sync, async),
        kind,
        request -> !writes,
        request -> List.of(),
        request -> null,
        answer -> null);
  }

  /** An operation of the control plane. */
  static <Q extends DynamoDbRequest, A extends DynamoDbResponse>
      ServiceOperation<Q, A> controlPlane(
          Class<Q> requestType,
          boolean reads,
          BiFunction<DynamoDbClient, Q, A> sync,
          BiFunction<DynamoDbAsyncClient, Q, CompletableFuture<A>> async) {
    return of(requestType, OperationKind.CONTROL_PLANE, !reads, sync, async)
        .touching(ServiceOperation::resources);
  }

  ServiceOperation<Q, A> reading(Predicate<Q> newReading) {
    return new ServiceOperation<>(call, kind, newReading, tables, tokenIn, tokenOut);
  }

  ServiceOperation<Q, A> touching(Function<Q, Collection<String>> newTables) {
    return new ServiceOperation<>(call, kind, reading, newTables, tokenIn, tokenOut);
  }

  ServiceOperation<Q, A> on(Function<Q, @Nullable String> table) {
    return touching(
        request -> {
          String name = table.apply(request);
          return name == null ? List.of() : List.of(name);
        });
  }

  ServiceOperation<Q, A> paged(
      Function<Q, @Nullable Object> newTokenIn, Function<A, @Nullable Object> newTokenOut) {
    return new ServiceOperation<>(call, kind, reading, tables, newTokenIn, newTokenOut);
  }

  /** DynamoDB's name of the operation, such as {@code GetItem}. */
  String name() {
    return call.name();
  }

  private static Collection<String> resources(DynamoDbRequest request) {
    return RESOURCE_FIELDS.stream()
        .flatMap(field -> request.getValueForField(field, Object.class).stream())
        .flatMap(value -> value instanceof String name ? Stream.of(name) : Stream.empty())
        .toList();
  }
}
