package io.github.dynamodbha.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableResponse;

/**
 * What the client does with each operation on tables that it replicates itself; every row of the
 * operation table is here once, and what can't be done safely is refused.
 */
final class ClientOperations {
  private static final String GLOBAL =
      "DynamoDB Global Tables would replicate the table a second time; use"
          + " ReplicationMode.GLOBAL_TABLES for a global table";
  private static final String UNSTAMPED =
      "it would write items without version in one region only; do it in each region with the"
          + " region's own client, and then sync";
  private static final String ONE_REGION =
      "it is about the table of one region: name that with CallOptions.region";
  private static final String STATEMENT =
      "a statement can't be told to leave out deleted items, nor to write a version: use the"
          + " operations on items";

  private final Map<ServiceOperation<?, ?>, Handler<?, ?>> handlers = new HashMap<>();
  private final ClientMode mode;
  private final IndexMarks indexes;
  private final ControlPlane controlPlane;

  ClientOperations(ClientMode mode) {
    this.mode = mode;
    this.indexes = new IndexMarks(mode);
    this.controlPlane = new ControlPlane(mode);
    items();
    oneRegion();
    tables();
    refused();
  }

  /** The handler of an operation. */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> Handler<Q, A> handler(
      ServiceOperation<Q, A> operation) {
    // Each was put under an operation of its types.
    @SuppressWarnings("unchecked")
    Handler<Q, A> handler = (Handler<Q, A>) handlers.get(operation);
    return Objects.requireNonNull(handler, operation::name);
  }

  private void items() {
    ItemReads reads = new ItemReads(mode);
    PageReads pages = new PageReads(mode, indexes);
    PlainWrites plain = new PlainWrites(mode);
    ItemWrites writes = new ItemWrites(mode, plain);
    handle(DataOperations.GET_ITEM, reads::getItem);
    handle(DataOperations.BATCH_GET_ITEM, reads::batchGetItem);
    handle(DataOperations.TRANSACT_GET_ITEMS, reads::transactGetItems);
    handle(DataOperations.QUERY, pages::query);
    handle(DataOperations.SCAN, pages::scan);
    handle(DataOperations.PUT_ITEM, writes::putItem);
    handle(DataOperations.DELETE_ITEM, writes::deleteItem);
    handle(DataOperations.UPDATE_ITEM, writes::updateItem);
    handle(DataOperations.BATCH_WRITE_ITEM, new BatchWrites(mode, plain)::batchWriteItem);
    handle(DataOperations.TRANSACT_WRITE_ITEMS, new TransactionWrites(mode)::transactWriteItems);
  }

  private void tables() {
    handle(TableOperations.CREATE_TABLE, this::createTable);
    handle(TableOperations.UPDATE_TABLE, this::updateTable);
    handle(TableOperations.DELETE_TABLE, this::deleteTable);
    handle(TableOperations.DESCRIBE_TABLE, new TableDescriptions(mode)::describeTable);
    handle(TableOperations.UPDATE_TIME_TO_LIVE, controlPlane::everywhere);
    handle(BackupOperations.UPDATE_CONTINUOUS_BACKUPS, controlPlane::everywhere);
    handle(TableOperations.UPDATE_CONTRIBUTOR_INSIGHTS, controlPlane::everywhere);
    handle(
        TableOperations.TAG_RESOURCE,
        call ->
            controlPlane.everywhere(
                call,
                (request, region) ->
                    request.toBuilder().resourceArn(arn(region, request.resourceArn())).build()));
    handle(
        TableOperations.UNTAG_RESOURCE,
        call ->
            controlPlane.everywhere(
                call,
                (request, region) ->
                    request.toBuilder().resourceArn(arn(region, request.resourceArn())).build()));
  }

  private @Nullable String arn(String region, @Nullable String arn) {
    return arn == null ? null : LocalArn.in(region, arn, mode.regions().names());
  }

  private CompletableFuture<CreateTableResponse> createTable(
      Call<CreateTableRequest, CreateTableResponse> call) {
    if (call.request().globalTableSourceArn() != null) {
      throw refusal(call, GLOBAL);
    }
    return changed(call, call.request().tableName());
  }

  private CompletableFuture<UpdateTableResponse> updateTable(
      Call<UpdateTableRequest, UpdateTableResponse> call) {
    if (call.request().hasReplicaUpdates() || call.request().hasGlobalTableWitnessUpdates()) {
      throw refusal(call, GLOBAL);
    }
    return changed(call, call.request().tableName());
  }

  private CompletableFuture<DeleteTableResponse> deleteTable(
      Call<DeleteTableRequest, DeleteTableResponse> call) {
    return changed(call, call.request().tableName());
  }

  /** Carries it out everywhere, and forgets what was known of the table before and since. */
  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> changed(
      Call<Q, A> call, @Nullable String table) {
    return controlPlane
        .everywhere(call)
        .whenComplete(
            (answer, failure) -> {
              if (table != null) {
                mode.forget(table);
                indexes.forget(table);
              }
            });
  }

  /**
   * What goes to one region: reads that nothing else is said of, to the first healthy one, and what
   * is bound to a region.
   */
  private void oneRegion() {
    for (ServiceOperation<?, ?> operation : OperationTable.ALL) {
      if (operation.kind() == OperationKind.CONTROL_PLANE && !operation.call().writes()) {
        routed(operation);
      }
    }
    List.of(
            BackupOperations.CREATE_BACKUP,
            BackupOperations.DELETE_BACKUP,
            BackupOperations.EXPORT_TABLE_TO_POINT_IN_TIME)
        .forEach(this::routed);
    List.of(
            TableOperations.PUT_RESOURCE_POLICY,
            TableOperations.DELETE_RESOURCE_POLICY,
            TableOperations.ENABLE_KINESIS_STREAMING_DESTINATION,
            TableOperations.DISABLE_KINESIS_STREAMING_DESTINATION,
            TableOperations.UPDATE_KINESIS_STREAMING_DESTINATION)
        .forEach(this::whereNamed);
  }

  private void refused() {
    refuse(DataOperations.EXECUTE_STATEMENT, STATEMENT);
    refuse(DataOperations.BATCH_EXECUTE_STATEMENT, STATEMENT);
    refuse(DataOperations.EXECUTE_TRANSACTION, STATEMENT);
    refuse(
        DataOperations.SEARCH_VECTORS,
        "the result could hold deleted items in place of live ones: use a region's own client");
    refuse(BackupOperations.IMPORT_TABLE, UNSTAMPED);
    refuse(BackupOperations.RESTORE_TABLE_FROM_BACKUP, UNSTAMPED);
    refuse(BackupOperations.RESTORE_TABLE_TO_POINT_IN_TIME, UNSTAMPED);
    refuse(BackupOperations.CREATE_GLOBAL_TABLE, GLOBAL);
    refuse(BackupOperations.UPDATE_GLOBAL_TABLE, GLOBAL);
    refuse(BackupOperations.UPDATE_GLOBAL_TABLE_SETTINGS, GLOBAL);
    refuse(BackupOperations.UPDATE_TABLE_REPLICA_AUTO_SCALING, GLOBAL);
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> void handle(
      ServiceOperation<Q, A> operation, Handler<Q, A> handler) {
    handlers.put(operation, handler);
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> void routed(
      ServiceOperation<Q, A> operation) {
    handle(operation, call -> mode.route(call, call.request()));
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> void whereNamed(
      ServiceOperation<Q, A> operation) {
    handle(
        operation,
        call -> {
          if (call.options().region() == null) {
            throw refusal(call, ONE_REGION);
          }
          return mode.route(call, call.request());
        });
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> void refuse(
      ServiceOperation<Q, A> operation, String why) {
    handle(
        operation,
        call -> {
          throw refusal(call, why);
        });
  }

  private static UnsupportedOperationException refusal(Call<?, ?> call, String why) {
    return new UnsupportedOperationException(
        call.describe() + " is not supported where the client replicates the table: " + why);
  }
}
