package io.github.dynamodbha.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;

/** The PartiQL statements of a request, and what one does, as far as its first word says it. */
final class Statements {
  private Statements() {}

  /** The statements of a request; empty if it has none. */
  static List<String> of(DynamoDbRequest request) {
    if (request instanceof ExecuteStatementRequest one) {
      return Stream.ofNullable(one.statement()).toList();
    }
    if (request instanceof BatchExecuteStatementRequest batch) {
      return batch.statements().stream().flatMap(s -> Stream.ofNullable(s.statement())).toList();
    }
    if (request instanceof ExecuteTransactionRequest transaction) {
      return transaction.transactStatements().stream()
          .flatMap(s -> Stream.ofNullable(s.statement()))
          .toList();
    }
    return List.of();
  }

  /** True if the statement only reads. One that can't be told is taken for a write. */
  static boolean isRead(@Nullable String statement) {
    if (statement == null) {
      return false;
    }
    String start = statement.stripLeading().toUpperCase(Locale.ROOT);
    return start.startsWith("SELECT") || start.startsWith("EXISTS");
  }
}
