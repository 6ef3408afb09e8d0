package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Deadline;
import java.util.Collection;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * One call of the caller's.
 *
 * @param operation its row of the operation table
 * @param request as the caller gave it
 * @param options what the request asks for
 * @param tables the names or ARNs that the request names
 * @param reading true if it leaves everything as it is
 * @param deadline when the whole call must have ended
 */
record Call<Q extends DynamoDbRequest, A extends DynamoDbResponse>(
    ServiceOperation<Q, A> operation,
    Q request,
    CallOptions options,
    Collection<String> tables,
    boolean reading,
    Deadline deadline) {

  /** The same call with another request. */
  Call<Q, A> withRequest(Q other) {
    return new Call<>(operation, other, options, tables, reading, deadline);
  }

  /** True if it changes a table, a backup or a setting. */
  boolean isControlPlaneChange() {
    return !reading && operation.kind() == OperationKind.CONTROL_PLANE;
  }

  /** For messages: the operation and what it is about. */
  String describe() {
    return tables.isEmpty()
        ? operation.name()
        : operation.name() + " on " + String.join(", ", tables);
  }
}
