package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.table.NoRegionAvailableException;
import io.github.dynamodbha.table.NotAcknowledgedException;
import io.github.dynamodbha.table.SimulatedTable;
import io.github.dynamodbha.table.WriteOutcomeUnknownException;
import io.github.dynamodbha.table.WriteResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The clients of a history, and what they are told. */
final class Clients {
  private final World world;
  private final Plan plan;
  private final Scheduler scheduler;
  private final Recorder recorder;
  private final Violations violations;
  private final List<Client> clients = new ArrayList<>();
  private final Transactions transactions;
  private final Set<Integer> killed = new HashSet<>();

  private record Client(SimulatedProcess process, SimulatedTable table) {}

  Clients(World world, Plan plan, Violations violations) {
    this.world = world;
    this.plan = plan;
    this.scheduler = world.scheduler();
    this.recorder = world.recorder();
    this.violations = violations;
    this.transactions = new Transactions(world, plan, this, violations);
    for (int i = 0; i < plan.setup().clients(); i++) {
      clients.add(started(i));
    }
  }

  private Client started(int index) {
    SimulatedProcess process =
        new SimulatedProcess("client " + index, scheduler, world.clock(index));
    return new Client(process, world.table(process));
  }

  /** Kills a client, and starts another one. */
  void crash(int index) {
    for (Action action : plan.actions()) {
      // Those that have begun by now; the others are the next client's.
      if (action.client() == index && recorder.hasBegun(action.id())) {
        killed.add(action.id());
      }
    }
    clients.get(index).process().kill();
    clients.set(index, started(index));
  }

  /** Nothing happens any more: whoever was not killed must have been told something. */
  void requireAllEnded() {
    for (CallRecord call : recorder.calls()) {
      if (call.outcome() == CallRecord.Outcome.OPEN && !killed.contains(call.id())) {
        violations.add(Properties.ALL_ENDS, call + " is still open");
      }
    }
  }

  /** A client's table. */
  SimulatedTable table(int index) {
    return clients.get(index).table();
  }

  /** Begins an operation. */
  void begin(Action action) {
    Client client = clients.get(action.client());
    Map<String, AttributeValue> key = world.key(action.key());
    if (action.kind() == Plan.Kind.TRANSACT) {
      transactions.begin(action, client.process(), client.table());
      return;
    }
    CallRecord call =
        recorder.begin(action.id(), action.kind(), false, world.keyText(action.key()));
    // The key schema may be asked for by one operation and awaited by others: each goes on as
    // itself.
    CompletableFuture<?> unused =
        client
            .table()
            .ready(key)
            .handle(
                (ready, thrown) -> {
                  if (thrown != null) {
                    violations.whileChecking(() -> told(client, call, null, thrown));
                  } else {
                    scheduler.inContext(call.id(), () -> begin(action, client, call, key));
                  }
                  return null;
                });
  }

  private void begin(
      Action action, Client client, CallRecord call, Map<String, AttributeValue> key) {
    SimulatedTable table = client.table();
    switch (action.kind()) {
      case PUT -> written(client, call, table.put(item(action)));
      case DELETE -> written(client, call, table.delete(key));
      case PUT_IF ->
          written(
              client,
              call,
              table.put(
                  PutItemRequest.builder()
                      .tableName(World.TABLE)
                      .item(item(action))
                      .conditionExpression("attribute_not_exists(id)")
                      .build()));
      case UPDATE ->
          written(
              client,
              call,
              table.update(
                  UpdateItemRequest.builder()
                      .tableName(World.TABLE)
                      .key(key)
                      .updateExpression("ADD #n :one")
                      .expressionAttributeNames(Map.of("#n", FinalChecks.COUNT))
                      .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                      .build()));
      case GET -> read(client, call, table.get(key));
      default -> throw new IllegalArgumentException("No operation of a client's: " + action);
    }
  }

  private Map<String, AttributeValue> item(Action action) {
    return world.item(action.key(), "w" + action.id());
  }

  private void written(Client client, CallRecord call, CompletableFuture<WriteResult> write) {
    CompletableFuture<?> unused =
        write.handle(
            (result, thrown) -> {
              violations.whileChecking(() -> told(client, call, result, thrown));
              return null;
            });
  }

  private void told(
      Client client, CallRecord call, @Nullable WriteResult result, @Nullable Throwable thrown) {
    AcknowledgeChecks checks = new AcknowledgeChecks(recorder, plan, violations);
    if (result == null) {
      ended(client.process(), call, failed(call, java.util.Objects.requireNonNull(thrown)), null);
      checks.failed(call, world.network().faults());
    } else if (result.version().isEmpty()) {
      ended(client.process(), call, CallRecord.Outcome.UNCHANGED, null);
    } else {
      ended(client.process(), call, CallRecord.Outcome.DONE, result.version().get().text());
      checks.acknowledged(call, result.storedIn());
    }
  }

  /** What a failure means. */
  CallRecord.Outcome failed(CallRecord call, Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (cause instanceof WriteOutcomeUnknownException) {
      return CallRecord.Outcome.UNKNOWN;
    } else if (cause instanceof ConditionalCheckFailedException
        || cause instanceof TransactionCanceledException) {
      return CallRecord.Outcome.CONDITION_FAILED;
    } else if (!(cause instanceof NoRegionAvailableException
        || cause instanceof NotAcknowledgedException
        || cause instanceof ProvisionedThroughputExceededException)) {
      violations.add("unexpected failure", call + " failed with " + cause);
    }
    return CallRecord.Outcome.FAILED;
  }

  private void read(
      Client client,
      CallRecord call,
      CompletableFuture<Optional<Map<String, AttributeValue>>> read) {
    CompletableFuture<?> unused =
        read.handle(
            (item, thrown) -> {
              violations.whileChecking(
                  () -> shown(client, call, thrown == null ? item.orElse(null) : null, thrown));
              return null;
            });
  }

  private void shown(
      Client client,
      CallRecord call,
      @Nullable Map<String, AttributeValue> item,
      @Nullable Throwable thrown) {
    AcknowledgeChecks checks = new AcknowledgeChecks(recorder, plan, violations);
    if (thrown != null) {
      ended(client.process(), call, failed(call, thrown), null);
      checks.failed(call, world.network().faults());
    } else {
      String version = item == null ? null : Recorder.version(item);
      ended(client.process(), call, CallRecord.Outcome.DONE, version);
      checks.read(call, item);
    }
  }

  /** A caller is told something. */
  void ended(
      SimulatedProcess process,
      CallRecord call,
      CallRecord.Outcome outcome,
      @Nullable String version) {
    call.end(outcome, scheduler.steps(), version, process.latestMicrosSince(call.begun()));
    scheduler.trace().mix(scheduler.now(), call.id() * 31L + outcome.name().hashCode());
    scheduler.trace().note(scheduler.now(), () -> process.name() + " is told: " + call);
  }
}
