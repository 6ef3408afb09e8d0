package io.github.dynamodbha.table;

import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.protocol.ConditionalWrites;
import io.github.dynamodbha.protocol.ItemCheck;
import io.github.dynamodbha.protocol.ReadProtocol;
import io.github.dynamodbha.protocol.ReadRepair;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.List;

/**
 * The protocols over one table's replicas; made once, when the keys of its items are known.
 *
 * @param format how items are read and written
 * @param replicas the replicas' items
 * @param writes the write protocol
 * @param conditionalWrites the same for writes under a caller's condition
 * @param reads the read protocol
 * @param check refuses items and keys that are not of this table
 */
record TableProtocols(
    TableFormat format,
    List<ReplicaItems> replicas,
    WriteProtocol writes,
    ConditionalWrites conditionalWrites,
    ReadProtocol reads,
    ItemCheck check) {

  static TableProtocols of(
      TableFormat format,
      TableSettings settings,
      List<Replica> replicas,
      VersionClock clock,
      ReadRepair repair,
      MissedWrites missed) {
    String table = settings.tableName();
    List<ReplicaItems> items = ReplicaItems.of(replicas, format, CallSettings.NONE);
    WriteProtocol writes =
        new WriteProtocol(table, items, clock, settings.acknowledge(), TableErrors.INSTANCE);
    return new TableProtocols(
        format,
        items,
        writes,
        new ConditionalWrites(table, items, clock, writes, missed.known(), TableErrors.INSTANCE),
        new ReadProtocol(table, items, repair, TableErrors.INSTANCE),
        new ItemCheck(format));
  }
}
