package io.github.dynamodbha.client;

import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;

/**
 * Reads that must see every write which ended before them. They do so in the region that the writes
 * went to; another one may lag behind, so that while the first is healthy nobody else is asked.
 */
final class StrongReads {
  private StrongReads() {}

  /** True for a read that is strongly consistent or a transaction, in whole or in part. */
  static boolean isOne(DynamoDbRequest request) {
    if (request instanceof GetItemRequest get) {
      return isTrue(get.consistentRead());
    } else if (request instanceof QueryRequest query) {
      return isTrue(query.consistentRead());
    } else if (request instanceof ScanRequest scan) {
      return isTrue(scan.consistentRead());
    } else if (request instanceof BatchGetItemRequest batch) {
      return batch.requestItems().values().stream().anyMatch(keys -> isTrue(keys.consistentRead()));
    } else if (request instanceof ExecuteStatementRequest statement) {
      return isTrue(statement.consistentRead());
    } else if (request instanceof BatchExecuteStatementRequest batch) {
      return batch.statements().stream().anyMatch(one -> isTrue(one.consistentRead()));
    }
    return request instanceof TransactGetItemsRequest
        || request instanceof ExecuteTransactionRequest;
  }

  private static boolean isTrue(Boolean consistentRead) {
    return Boolean.TRUE.equals(consistentRead);
  }
}
