package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.ReplicaSettings;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a table is built with, checked. */
record TableSettings(
    String tableName,
    @Nullable KeySchema keySchema,
    List<ReplicaSettings> replicas,
    ConnectionSettings connections,
    Acknowledge acknowledge,
    ReadStrategy readStrategy,
    ItemFormat itemFormat,
    InstantSource clock,
    int writerId) {}
