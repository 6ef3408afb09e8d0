package io.github.dynamodbha.client;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The tables that a transaction touches. */
final class Transactions {
  private Transactions() {}

  static Collection<String> tablesRead(TransactGetItemsRequest request) {
    return request.transactItems().stream()
        .flatMap(item -> Stream.ofNullable(item.get()))
        .map(get -> get.tableName())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  static Collection<String> tablesWritten(TransactWriteItemsRequest request) {
    return request.transactItems().stream()
        .flatMap(Transactions::tables)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static Stream<String> tables(TransactWriteItem item) {
    return Stream.of(
            Stream.ofNullable(item.put()).map(put -> put.tableName()),
            Stream.ofNullable(item.update()).map(update -> update.tableName()),
            Stream.ofNullable(item.delete()).map(delete -> delete.tableName()),
            Stream.ofNullable(item.conditionCheck()).map(check -> check.tableName()))
        .flatMap(tables -> tables);
  }
}
