package io.github.dynamodbha.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every request/response operation of the SDK's interface, each classified once.
 *
 * <p>A test compares it with the interface, so that an SDK which adds an operation fails the build
 * instead of a call.
 */
final class OperationTable {
  static final List<ServiceOperation<?, ?>> ALL =
      Stream.of(DataOperations.ALL, TableOperations.ALL, BackupOperations.ALL)
          .flatMap(List::stream)
          .toList();

  private OperationTable() {}
}
