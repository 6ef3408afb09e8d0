package io.github.dynamodbha.simulation;

import io.github.dynamodbha.protocol.TransactionWritten;
import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.Kind;
import io.github.dynamodbha.table.SimulatedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The transactions of a history's clients; what one does follows from the seed and its number. */
final class Transactions {
  private static final int MAX_ITEMS = 3;

  private final World world;
  private final Plan plan;
  private final Clients clients;
  private final Violations violations;

  Transactions(World world, Plan plan, Clients clients, Violations violations) {
    this.world = world;
    this.plan = plan;
    this.clients = clients;
    this.violations = violations;
  }

  /** Begins a transaction. */
  void begin(Action action, SimulatedProcess process, SimulatedTable table) {
    SplittableRandom random =
        new SplittableRandom(Seeds.mix(plan.seed(), 7_000_000L + action.id()));
    List<TransactWriteItem> items = new ArrayList<>();
    List<CallRecord> writes = new ArrayList<>();
    int count = 1 + random.nextInt(Math.min(MAX_ITEMS, world.keyCount()));
    for (int i = 0; i < count; i++) {
      int key = (action.key() + i) % world.keyCount();
      Kind kind = kind(random);
      items.add(item(action, key, kind));
      if (kind != Kind.GET) {
        writes.add(world.recorder().begin(action.id(), kind, true, world.keyText(key)));
      }
    }
    CompletableFuture<?> unused =
        table
            .ready(world.key(action.key()))
            .handle(
                (ready, thrown) -> {
                  if (thrown != null) {
                    violations.whileChecking(() -> ended(process, writes, null, thrown));
                  } else {
                    world
                        .scheduler()
                        .inContext(action.id(), () -> send(process, table, items, writes));
                  }
                  return null;
                });
  }

  private void send(
      SimulatedProcess process,
      SimulatedTable table,
      List<TransactWriteItem> items,
      List<CallRecord> writes) {
    CompletableFuture<?> unused =
        table
            .transact(items)
            .handle(
                (written, thrown) -> {
                  violations.whileChecking(() -> ended(process, writes, written, thrown));
                  return null;
                });
  }

  /** A check is written as a read. */
  private Kind kind(SplittableRandom random) {
    if (plan.setup().counting()) {
      return Kind.UPDATE;
    }
    return switch (random.nextInt(8)) {
      case 0 -> Kind.GET;
      case 1 -> Kind.PUT_IF;
      case 2, 3 -> Kind.UPDATE;
      case 4 -> Kind.DELETE;
      default -> Kind.PUT;
    };
  }

  private TransactWriteItem item(Action action, int key, Kind kind) {
    TransactWriteItem.Builder item = TransactWriteItem.builder();
    switch (kind) {
      case GET ->
          item.conditionCheck(
              c ->
                  c.tableName(World.TABLE)
                      .key(world.key(key))
                      .conditionExpression("attribute_exists(id)"));
      case DELETE -> item.delete(d -> d.tableName(World.TABLE).key(world.key(key)));
      case UPDATE ->
          item.update(
              u ->
                  u.tableName(World.TABLE)
                      .key(world.key(key))
                      .updateExpression("ADD #n :one")
                      .expressionAttributeNames(Map.of("#n", FinalChecks.COUNT))
                      .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
      default ->
          item.put(
              p ->
                  p.tableName(World.TABLE)
                      .item(world.item(key, "w" + action.id()))
                      .conditionExpression(
                          kind == Kind.PUT_IF ? "attribute_not_exists(id)" : null));
    }
    return item.build();
  }

  private void ended(
      SimulatedProcess process,
      List<CallRecord> writes,
      @Nullable TransactionWritten written,
      @Nullable Throwable thrown) {
    AcknowledgeChecks checks = new AcknowledgeChecks(world.recorder(), plan, violations);
    for (CallRecord write : writes) {
      if (written == null) {
        clients.ended(
            process, write, clients.failed(write, java.util.Objects.requireNonNull(thrown)), null);
        checks.failed(write, world.network().faults());
        continue;
      }
      String version = world.recorder().journal(write.key()).greatestOf(write.id());
      clients.ended(process, write, CallRecord.Outcome.DONE, version);
      if (version == null) {
        violations.add(
            Properties.ACKNOWLEDGED_IS_STORED, write + " is acknowledged, and nobody stored it");
      } else {
        checks.acknowledged(write, written.stored());
      }
    }
  }
}
