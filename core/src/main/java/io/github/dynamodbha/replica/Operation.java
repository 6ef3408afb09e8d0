package io.github.dynamodbha.replica;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * An operation of DynamoDB, the same for the synchronous and the asynchronous client.
 *
 * @param <Q> the request
 * @param <A> the answer
 */
public final class Operation<Q extends DynamoDbRequest, A extends DynamoDbResponse> {
  /** GetItem. */
  public static final Operation<GetItemRequest, GetItemResponse> GET_ITEM =
      new Operation<>(
          GetItemRequest.class, Effect.READ, DynamoDbClient::getItem, DynamoDbAsyncClient::getItem);

  /** BatchGetItem. */
  public static final Operation<BatchGetItemRequest, BatchGetItemResponse> BATCH_GET_ITEM =
      new Operation<>(
          BatchGetItemRequest.class,
          Effect.READ,
          DynamoDbClient::batchGetItem,
          DynamoDbAsyncClient::batchGetItem);

  /** Scan. */
  public static final Operation<ScanRequest, ScanResponse> SCAN =
      new Operation<>(
          ScanRequest.class, Effect.READ, DynamoDbClient::scan, DynamoDbAsyncClient::scan);

  /** PutItem. */
  public static final Operation<PutItemRequest, PutItemResponse> PUT_ITEM =
      new Operation<>(
          PutItemRequest.class,
          Effect.REPLICATED_WRITE,
          DynamoDbClient::putItem,
          DynamoDbAsyncClient::putItem);

  /**
   * PutItem under a caller's own condition, which the region judges. Repeated after a failure that
   * may have hidden a success, it would be judged against itself; so it is no write of the
   * protocol, and a 5xx is the caller's to interpret.
   */
  public static final Operation<PutItemRequest, PutItemResponse> PUT_ITEM_JUDGED =
      new Operation<>(
          PutItemRequest.class,
          Effect.WRITE,
          DynamoDbClient::putItem,
          DynamoDbAsyncClient::putItem);

  /** DeleteItem. */
  public static final Operation<DeleteItemRequest, DeleteItemResponse> DELETE_ITEM =
      new Operation<>(
          DeleteItemRequest.class,
          Effect.REPLICATED_WRITE,
          DynamoDbClient::deleteItem,
          DynamoDbAsyncClient::deleteItem);

  /**
   * TransactWriteItems; judged like {@link #PUT_ITEM_JUDGED}, and so not repeated after a 5xx
   * either.
   */
  public static final Operation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACT_WRITE_ITEMS =
          new Operation<>(
              TransactWriteItemsRequest.class,
              Effect.WRITE,
              DynamoDbClient::transactWriteItems,
              DynamoDbAsyncClient::transactWriteItems);

  /** UpdateItem; judged like {@link #PUT_ITEM_JUDGED}. */
  public static final Operation<UpdateItemRequest, UpdateItemResponse> UPDATE_ITEM_JUDGED =
      new Operation<>(
          UpdateItemRequest.class,
          Effect.WRITE,
          DynamoDbClient::updateItem,
          DynamoDbAsyncClient::updateItem);

  /** DescribeTable. */
  public static final Operation<DescribeTableRequest, DescribeTableResponse> DESCRIBE_TABLE =
      new Operation<>(
          DescribeTableRequest.class,
          Effect.READ,
          DynamoDbClient::describeTable,
          DynamoDbAsyncClient::describeTable);

  /** DescribeTimeToLive. */
  public static final Operation<DescribeTimeToLiveRequest, DescribeTimeToLiveResponse>
      DESCRIBE_TIME_TO_LIVE =
          new Operation<>(
              DescribeTimeToLiveRequest.class,
              Effect.READ,
              DynamoDbClient::describeTimeToLive,
              DynamoDbAsyncClient::describeTimeToLive);

  /** CreateTable; repeated, it answers that the table is in use. */
  public static final Operation<CreateTableRequest, CreateTableResponse> CREATE_TABLE =
      new Operation<>(
          CreateTableRequest.class,
          Effect.WRITE,
          DynamoDbClient::createTable,
          DynamoDbAsyncClient::createTable);

  /**
   * Another operation, whose failed calls are the caller's to interpret.
   *
   * @param requestType the request's class
   * @param writes whether it may change something
   * @param sync the synchronous client's method
   * @param async the asynchronous client's method
   */
  public static <Q extends DynamoDbRequest, A extends DynamoDbResponse> Operation<Q, A> of(
      Class<Q> requestType,
      boolean writes,
      BiFunction<DynamoDbClient, Q, A> sync,
      BiFunction<DynamoDbAsyncClient, Q, CompletableFuture<A>> async) {
    return new Operation<>(requestType, writes ? Effect.WRITE : Effect.READ, sync, async);
  }

  private final String name;
  private final Class<Q> requestType;
  private final Effect effect;
  private final BiFunction<DynamoDbClient, Q, A> sync;
  private final BiFunction<DynamoDbAsyncClient, Q, CompletableFuture<A>> async;

  private Operation(
      Class<Q> requestType,
      Effect effect,
      BiFunction<DynamoDbClient, Q, A> sync,
      BiFunction<DynamoDbAsyncClient, Q, CompletableFuture<A>> async) {
    String type = requestType.getSimpleName();
    this.name = type.substring(0, type.length() - "Request".length());
    this.requestType = requestType;
    this.effect = effect;
    this.sync = sync;
    this.async = async;
  }

  /** DynamoDB's name of the operation, such as {@code GetItem}. */
  public String name() {
    return name;
  }

  /** The request's class. */
  public Class<Q> requestType() {
    return requestType;
  }

  /** True if it may change something. */
  public boolean writes() {
    return effect != Effect.READ;
  }

  /**
   * True for the writes of the write protocol. They are conditional and may be repeated, and no
   * other region can stand in for the one that missed them; so they are retried where reads fail
   * over.
   */
  boolean isReplicatedWrite() {
    return effect == Effect.REPLICATED_WRITE;
  }

  A call(DynamoDbClient client, Q request) {
    return sync.apply(client, request);
  }

  CompletableFuture<A> call(DynamoDbAsyncClient client, Q request) {
    return async.apply(client, request);
  }

  /** The request with one call's settings on top of those that the caller gave it. */
  public Q configure(
      Q request, java.util.function.Consumer<AwsRequestOverrideConfiguration.Builder> settings) {
    AwsRequestOverrideConfiguration.Builder configuration =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder);
    settings.accept(configuration);
    return requestType.cast(
        request.toBuilder().overrideConfiguration(configuration.build()).build());
  }
}
