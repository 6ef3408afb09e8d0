package io.github.dynamodbha.client;

import java.util.HashMap;
import java.util.Map;

/** Makes the replication of each mode, over the same regions. */
final class Replications {
  private final Replication globalTables;
  private final Replication client;

  Replications(Regions regions, Routing routing, ReplicationSettings settings) {
    Replication routed = new Routed(regions, routing);
    globalTables = new GlobalTables(routed);
    client = new ClientReplication(regions, routing, settings, routed);
  }

  /**
   * The choice for all tables.
   *
   * @param others the mode of tables that have none of their own
   */
  TableModes modes(ReplicationMode others, Map<String, ReplicationMode> byTable) {
    Map<String, Replication> replications = new HashMap<>();
    byTable.forEach((table, mode) -> replications.put(table, of(mode)));
    return new TableModes(of(others), replications);
  }

  private Replication of(ReplicationMode mode) {
    return switch (mode) {
      case GLOBAL_TABLES -> globalTables;
      case CLIENT -> client;
    };
  }
}
