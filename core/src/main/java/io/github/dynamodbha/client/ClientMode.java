package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.KeySchemaSource;
import io.github.dynamodbha.protocol.Misses;
import io.github.dynamodbha.protocol.ReadRepair;
import io.github.dynamodbha.replica.Replica;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** What all calls on tables that the client replicates itself share. Thread-safe. */
final class ClientMode {
  private final Regions regions;
  private final Routing routing;
  private final ReplicationSettings settings;
  private final Replication routed;
  private final ReadRepair repair = new ReadRepair();
  private final Misses misses = new Misses();
  private final ConcurrentMap<String, KeySchemaSource> schemas = new ConcurrentHashMap<>();

  /**
   * Makes what is shared.
   *
   * @param routed carries out calls that go to one region as they are
   */
  ClientMode(Regions regions, Routing routing, ReplicationSettings settings, Replication routed) {
    this.regions = regions;
    this.routing = routing;
    this.settings = settings;
    this.routed = routed;
  }

  Regions regions() {
    return regions;
  }

  ClientListener listener() {
    return routing.listener();
  }

  MissingTables missingTables() {
    return routing.missing();
  }

  ReplicationSettings settings() {
    return settings;
  }

  ItemFormat items() {
    return settings.items();
  }

  ReadRepair repair() {
    return repair;
  }

  Misses misses() {
    return misses;
  }

  /** Sends a request to one region, and to the next if that one fails. */
  <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> route(
      Call<Q, A> call, Q request) {
    return routed.call(call.withRequest(request));
  }

  /** The regions that are in use, in order of preference. */
  List<RegionState> included() {
    return regions.states().stream().filter(region -> !region.excluded()).toList();
  }

  /** How the table's items are read; asked of the regions when it is first needed, and kept. */
  CompletableFuture<TableFormat> format(String table, ClientErrors errors) {
    KeySchemaSource source =
        schemas.computeIfAbsent(
            table,
            name ->
                new KeySchemaSource(
                    name,
                    included().stream()
                        .map(region -> new Replica(region.connection(), name))
                        .toList(),
                    settings.items(),
                    null,
                    errors));
    CompletableFuture<TableFormat> format = source.get();
    if (!format.isDone() || format.isCompletedExceptionally()) {
      // Whoever asks next gets exceptions of his own, and the regions that are in use then.
      return format.whenComplete(
          (known, failure) -> {
            if (failure != null) {
              schemas.remove(table, source);
            }
          });
    }
    return format;
  }

  /** Forgets what is known of a table, since it may be made anew. */
  void forget(String table) {
    schemas.remove(table);
    misses.forget(table);
  }
}
