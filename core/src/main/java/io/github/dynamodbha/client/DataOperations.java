package io.github.dynamodbha.client;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.SearchVectorsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The operations on items: the rows of the data plane. */
final class DataOperations {
  static final ServiceOperation<BatchGetItemRequest, BatchGetItemResponse> BATCH_GET_ITEM =
      ServiceOperation.of(
              BatchGetItemRequest.class,
              OperationKind.READ,
              false,
              DynamoDbClient::batchGetItem,
              DynamoDbAsyncClient::batchGetItem)
          .touching(r -> r.requestItems().keySet());

  static final ServiceOperation<BatchWriteItemRequest, BatchWriteItemResponse> BATCH_WRITE_ITEM =
      ServiceOperation.of(
              BatchWriteItemRequest.class,
              OperationKind.STAMPED_WRITE,
              true,
              DynamoDbClient::batchWriteItem,
              DynamoDbAsyncClient::batchWriteItem)
          .touching(r -> r.requestItems().keySet());

  static final ServiceOperation<DeleteItemRequest, DeleteItemResponse> DELETE_ITEM =
      ServiceOperation.of(
              DeleteItemRequest.class,
              OperationKind.STAMPED_WRITE,
              true,
              DynamoDbClient::deleteItem,
              DynamoDbAsyncClient::deleteItem)
          .on(DeleteItemRequest::tableName);

  static final ServiceOperation<GetItemRequest, GetItemResponse> GET_ITEM =
      ServiceOperation.of(
              GetItemRequest.class,
              OperationKind.READ,
              false,
              DynamoDbClient::getItem,
              DynamoDbAsyncClient::getItem)
          .on(GetItemRequest::tableName);

  static final ServiceOperation<PutItemRequest, PutItemResponse> PUT_ITEM =
      ServiceOperation.of(
              PutItemRequest.class,
              OperationKind.STAMPED_WRITE,
              true,
              DynamoDbClient::putItem,
              DynamoDbAsyncClient::putItem)
          .on(PutItemRequest::tableName);

  static final ServiceOperation<QueryRequest, QueryResponse> QUERY =
      ServiceOperation.of(
              QueryRequest.class,
              OperationKind.READ,
              false,
              DynamoDbClient::query,
              DynamoDbAsyncClient::query)
          .paged(
              r -> r.hasExclusiveStartKey() ? r.exclusiveStartKey() : null,
              a -> a.hasLastEvaluatedKey() ? a.lastEvaluatedKey() : null)
          .on(QueryRequest::tableName);

  static final ServiceOperation<ScanRequest, ScanResponse> SCAN =
      ServiceOperation.of(
              ScanRequest.class,
              OperationKind.READ,
              false,
              DynamoDbClient::scan,
              DynamoDbAsyncClient::scan)
          .paged(
              r -> r.hasExclusiveStartKey() ? r.exclusiveStartKey() : null,
              a -> a.hasLastEvaluatedKey() ? a.lastEvaluatedKey() : null)
          .on(ScanRequest::tableName);

  static final ServiceOperation<SearchVectorsRequest, SearchVectorsResponse> SEARCH_VECTORS =
      ServiceOperation.of(
              SearchVectorsRequest.class,
              OperationKind.READ,
              false,
              DynamoDbClient::searchVectors,
              DynamoDbAsyncClient::searchVectors)
          .on(SearchVectorsRequest::tableName);

  static final ServiceOperation<TransactGetItemsRequest, TransactGetItemsResponse>
      TRANSACT_GET_ITEMS =
          ServiceOperation.of(
                  TransactGetItemsRequest.class,
                  OperationKind.TRANSACTION,
                  false,
                  DynamoDbClient::transactGetItems,
                  DynamoDbAsyncClient::transactGetItems)
              .touching(Transactions::tablesRead);

  static final ServiceOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACT_WRITE_ITEMS =
          ServiceOperation.of(
                  TransactWriteItemsRequest.class,
                  OperationKind.TRANSACTION,
                  true,
                  DynamoDbClient::transactWriteItems,
                  DynamoDbAsyncClient::transactWriteItems)
              .touching(Transactions::tablesWritten);

  static final ServiceOperation<UpdateItemRequest, UpdateItemResponse> UPDATE_ITEM =
      ServiceOperation.of(
              UpdateItemRequest.class,
              OperationKind.STAMPED_WRITE,
              true,
              DynamoDbClient::updateItem,
              DynamoDbAsyncClient::updateItem)
          .on(UpdateItemRequest::tableName);

  static final ServiceOperation<BatchExecuteStatementRequest, BatchExecuteStatementResponse>
      BATCH_EXECUTE_STATEMENT =
          ServiceOperation.of(
                  BatchExecuteStatementRequest.class,
                  OperationKind.OTHER_WRITE,
                  true,
                  DynamoDbClient::batchExecuteStatement,
                  DynamoDbAsyncClient::batchExecuteStatement)
              .reading(
                  request ->
                      request.statements().stream()
                          .allMatch(s -> Statements.isRead(s.statement())));

  static final ServiceOperation<ExecuteStatementRequest, ExecuteStatementResponse>
      EXECUTE_STATEMENT =
          ServiceOperation.of(
                  ExecuteStatementRequest.class,
                  OperationKind.OTHER_WRITE,
                  true,
                  DynamoDbClient::executeStatement,
                  DynamoDbAsyncClient::executeStatement)
              .reading(request -> Statements.isRead(request.statement()))
              .paged(ExecuteStatementRequest::nextToken, ExecuteStatementResponse::nextToken);

  static final ServiceOperation<ExecuteTransactionRequest, ExecuteTransactionResponse>
      EXECUTE_TRANSACTION =
          ServiceOperation.of(
                  ExecuteTransactionRequest.class,
                  OperationKind.TRANSACTION,
                  true,
                  DynamoDbClient::executeTransaction,
                  DynamoDbAsyncClient::executeTransaction)
              .reading(
                  request ->
                      request.transactStatements().stream()
                          .allMatch(s -> Statements.isRead(s.statement())));

  /** All of them. */
  static final List<ServiceOperation<?, ?>> ALL =
      List.of(
          BATCH_GET_ITEM,
          BATCH_WRITE_ITEM,
          DELETE_ITEM,
          GET_ITEM,
          PUT_ITEM,
          QUERY,
          SCAN,
          SEARCH_VECTORS,
          TRANSACT_GET_ITEMS,
          TRANSACT_WRITE_ITEMS,
          UPDATE_ITEM,
          BATCH_EXECUTE_STATEMENT,
          EXECUTE_STATEMENT,
          EXECUTE_TRANSACTION);

  private DataOperations() {}
}
