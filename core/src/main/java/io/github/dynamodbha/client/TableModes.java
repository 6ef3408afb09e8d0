package io.github.dynamodbha.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which replication carries out the calls of which table. Immutable and thread-safe. */
final class TableModes {
  private final Replication others;
  private final Map<String, Replication> byTable;

  /**
   * Makes the choice.
   *
   * @param others for tables that have no choice of their own, and for calls about no table
   * @param byTable for these tables
   */
  TableModes(Replication others, Map<String, Replication> byTable) {
    this.others = others;
    this.byTable = Map.copyOf(byTable);
  }

  /**
   * The replication of a call.
   *
   * @throws SdkClientException if its tables are replicated in different ways, since no one call
   *     can do both
   */
  Replication of(Call<?, ?> call) {
    return byTable.isEmpty() || !call.tables().isEmpty()
        ? of(call.tables())
        : ofStatements(Statements.of(call.request()));
  }

  /**
   * A statement's tables can't be told for certain; one that may be about a table which the client
   * replicates is left to that replication, to refuse it.
   */
  private Replication ofStatements(List<String> statements) {
    for (Map.Entry<String, Replication> table : byTable.entrySet()) {
      if (table.getValue() instanceof ClientReplication
          && statements.stream().anyMatch(statement -> statement.contains(table.getKey()))) {
        return table.getValue();
      }
    }
    return others;
  }

  /**
   * The replication of a call that touches these tables.
   *
   * @throws SdkClientException if the tables are replicated in different ways, since no one call
   *     can do both
   */
  Replication of(Collection<String> tables) {
    if (byTable.isEmpty() || tables.isEmpty()) {
      return others;
    }
    Replication first = null;
    for (String table : tables) {
      Replication replication = byTable.getOrDefault(name(table), others);
      if (first != null && !first.equals(replication)) {
        throw SdkClientException.create(
            "The tables " + tables + " are replicated in different ways: send a call for each way");
      }
      first = replication;
    }
    return first == null ? others : first;
  }

  /** A table may also be named by its ARN, {@code arn:aws:dynamodb:REGION:ACCOUNT:table/NAME}. */
  private static String name(String table) {
    int slash = table.indexOf(":table/");
    if (slash < 0) {
      return table;
    }
    String name = table.substring(slash + ":table/".length());
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
