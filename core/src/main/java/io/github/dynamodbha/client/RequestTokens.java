package io.github.dynamodbha.client;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.ExportTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.ImportTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/**
 * The tokens by which DynamoDB knows a request that it has carried out already.
 *
 * <p>The SDK makes one for each of its calls, where the caller gives none. A call of ours may be
 * several of those, and must have one token for them all: a transaction whose region fails after it
 * carried it out, and which is then repeated there, would else count twice.
 */
final class RequestTokens {
  private RequestTokens() {}

  /** The request with a token, if it can have one. */
  static <Q extends DynamoDbRequest> Q given(ServiceOperation<Q, ?> operation, Q request) {
    DynamoDbRequest given = request;
    if (request instanceof TransactWriteItemsRequest write && write.clientRequestToken() == null) {
      given = write.toBuilder().clientRequestToken(fresh()).build();
    } else if (request instanceof ExecuteTransactionRequest execute
        && execute.clientRequestToken() == null) {
      given = execute.toBuilder().clientRequestToken(fresh()).build();
    } else if (request instanceof ImportTableRequest load && load.clientToken() == null) {
      given = load.toBuilder().clientToken(fresh()).build();
    } else if (request instanceof ExportTableToPointInTimeRequest export
        && export.clientToken() == null) {
      given = export.toBuilder().clientToken(fresh()).build();
    }
    return operation.call().requestType().cast(given);
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }
}
