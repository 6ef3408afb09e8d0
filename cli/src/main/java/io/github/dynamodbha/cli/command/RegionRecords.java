package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.table.ReplicaStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What each region says of the table, as records to print. */
final class RegionRecords {
  private RegionRecords() {}

  /** Throws the first region's failure if none of them was asked, for want of credentials. */
  static void requireCredentials(List<ReplicaStatus> replicas) {
    for (ReplicaStatus replica : replicas) {
      Throwable failure = replica.failure();
      if (failure == null || !Reason.isNoCredentials(failure)) {
        return;
      }
    }
    if (!replicas.isEmpty() && replicas.get(0).failure() instanceof RuntimeException failure) {
      throw failure;
    }
  }

  static List<Map<String, Object>> of(List<ReplicaStatus> replicas) {
    return replicas.stream().map(RegionRecords::of).toList();
  }

  private static Map<String, Object> of(ReplicaStatus replica) {
    Map<String, Object> fields = new LinkedHashMap<>();
    TableDescription table = replica.description();
    fields.put("region", replica.region());
    fields.put("endpoint", replica.endpoint());
    fields.put("reachable", replica.isReachable());
    fields.put("latencyMillis", Math.round(replica.latency().toNanos() / 1e4) / 1e2);
    fields.put("status", table == null ? null : table.tableStatusAsString());
    fields.put("items", table == null ? null : table.itemCount());
    fields.put("bytes", table == null ? null : table.tableSizeBytes());
    fields.put("keys", replica.keySchema().map(RegionRecords::described).orElse(null));
    Throwable failure = replica.failure();
    fields.put("failure", failure == null ? null : Reason.of(failure));
    return fields;
  }

  static String described(KeySchema schema) {
    String range = schema.rangeKey();
    return schema.hashKey()
        + " ("
        + schema.hashKeyType()
        + ")"
        + (range == null ? "" : ", " + range + " (" + schema.rangeKeyType() + ")");
  }
}
