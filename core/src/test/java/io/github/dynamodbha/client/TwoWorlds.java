package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;

import io.github.dynamodbha.local.LocalRegions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The same data twice: in the tables that a client of ours replicates, and in one plain table that
 * the bare SDK client uses.
 */
final class TwoWorlds implements AutoCloseable {
  static final String EAST = "us-east-1";
  static final String WEST = "us-west-1";

  /** No test here is about time, and a busy machine's first calls take long. */
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  final ClientRegions regions;
  final DynamoDbClient ours;
  final DynamoDbClient bare;
  private final ClientRegions plain;

  TwoWorlds(ClientFace face, LocalRegions localRegions) {
    regions = new ClientRegions(localRegions).create();
    plain = new ClientRegions(localRegions);
    bare = plain.bare(WEST);
    ClientRegions.create(bare);
    ours = face.open(regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TIMEOUT));
  }

  /** What lies under a key before a call. */
  enum State {
    LIVE,
    ABSENT,
    DELETED
  }

  /** Does the same by our client and by the bare one. */
  void inBoth(Consumer<DynamoDbClient> action) {
    action.accept(ours);
    action.accept(bare);
  }

  void prepare(String name, State state) {
    if (state != State.ABSENT) {
      inBoth(client -> client.putItem(r -> r.tableName(TABLE).item(planet(name, 2))));
    }
    if (state == State.DELETED) {
      inBoth(client -> client.deleteItem(r -> r.tableName(TABLE).key(key(name))));
    }
  }

  /** What our region holds, system attributes included; empty if nothing. */
  Map<String, AttributeValue> raw(String region, String name) {
    return get(regions.bare(region), name);
  }

  /** What the bare client's table holds. */
  Map<String, AttributeValue> plain(String name) {
    return get(bare, name);
  }

  /** A raw item without what a caller may not see; empty for a tombstone. */
  static Map<String, AttributeValue> visible(Map<String, AttributeValue> raw) {
    if (raw.containsKey("deleted")) {
      return Map.of();
    }
    Map<String, AttributeValue> visible = new HashMap<>(raw);
    visible.remove("last_updated");
    return visible;
  }

  private static Map<String, AttributeValue> get(DynamoDbClient client, String name) {
    return client.getItem(r -> r.tableName(TABLE).key(key(name)).consistentRead(true)).item();
  }

  @Override
  public void close() {
    ours.close();
    regions.close();
    plain.close();
  }
}
