package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.replica.SimulatedReplicas;
import io.github.dynamodbha.simulation.Plan.Initial;
import io.github.dynamodbha.table.SimulatedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The regions of a history with their tables, and the processes that use them. */
final class World {
  static final String TABLE = "orders";
  private static final long HOUR_MICROS = 3_600_000_000L;
  private static final String LEGACY = "2026-11-22T09:59:58";

  private final Plan plan;
  private final Scheduler scheduler;
  private final Sabotage sabotage;
  private final TableFormat format;
  private final List<ModelTable> tables = new ArrayList<>();
  private final List<Map<String, AttributeValue>> keys = new ArrayList<>();
  private final Recorder recorder;
  private final Network network;
  private final List<MachineClock> clocks;
  private int processes;

  World(Plan plan, Set<Guard> off, Trace trace, Violations violations) {
    this.plan = plan;
    this.scheduler = new Scheduler(trace, off.contains(Guard.TIMEOUT));
    this.sabotage = new Sabotage(off);
    KeySchema schema =
        plan.setup().rangeKey()
            ? new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.N)
            : new KeySchema("id", ScalarAttributeType.S, null, null);
    this.format = new TableFormat(schema, ItemFormat.DEFAULT);
    this.recorder = new Recorder(scheduler, format, tables, violations);
    this.network = new Network(scheduler, plan, tables, sabotage, recorder);
    this.clocks =
        plan.setup().skewMicros().stream().map(skew -> new MachineClock(scheduler, skew)).toList();
    for (int i = 0; i < plan.setup().regions(); i++) {
      tables.add(
          new ModelTable(
              TABLE,
              schema,
              Seeds.mix(plan.seed(), i % 2),
              plan.setup().returnsOldOnFailure(),
              scheduler::now,
              recorder.journalOf(i)));
    }
    for (int i = 0; i < plan.setup().keys(); i++) {
      keys.add(
          plan.setup().rangeKey()
              ? Map.of(
                  "id", AttributeValue.fromS("k" + i / 2),
                  "at", AttributeValue.fromN(String.valueOf(i % 2)))
              : Map.of("id", AttributeValue.fromS("k" + i)));
      lay(i, plan.setup().initial().get(i));
    }
    tables.forEach(ModelTable::settle);
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  TableFormat format() {
    return format;
  }

  List<ModelTable> tables() {
    return tables;
  }

  Recorder recorder() {
    return recorder;
  }

  Network network() {
    return network;
  }

  /** The clock of a client's machine; the last is that of sync. */
  MachineClock clock(int machine) {
    return clocks.get(machine);
  }

  Map<String, AttributeValue> key(int index) {
    return keys.get(index);
  }

  int keyCount() {
    return keys.size();
  }

  String keyText(int index) {
    return tables.get(0).keyText(keys.get(index));
  }

  static String region(int index) {
    return "region-" + index;
  }

  /** An item that tells who wrote it. */
  Map<String, AttributeValue> item(int key, String value) {
    Map<String, AttributeValue> item = new HashMap<>(keys.get(key));
    item.put("value", AttributeValue.fromS(value));
    return item;
  }

  private void lay(int key, Initial initial) {
    Map<String, AttributeValue> one = stamped(key, "initial", ago(2 * HOUR_MICROS, 0xaaaa));
    int last = tables.size() - 1;
    switch (initial) {
      case ABSENT -> {}
      case SAME -> everywhere(one);
      case FIRST_ONLY -> store(0, one);
      case DIFFERENT -> {
        for (int i = 0; i < tables.size(); i++) {
          store(i, stamped(key, "initial" + i, ago((3 + i) * HOUR_MICROS, 0xaaaa)));
        }
      }
      case OLD_TOMBSTONE -> everywhere(tombstone(key, ago(8 * HOUR_MICROS, 0xaaaa).text()));
      case MISSED_DELETION -> {
        store(last, stamped(key, "initial", ago(9 * HOUR_MICROS, 0xaaaa)));
        for (int i = 0; i < last; i++) {
          store(i, tombstone(key, ago(8 * HOUR_MICROS, 0xaaaa).text()));
        }
      }
      case DELETED_IN_FIRST -> {
        store(0, tombstone(key, ago(8 * HOUR_MICROS, 0xaaaa).text()));
        for (int i = 1; i <= last; i++) {
          store(i, stamped(key, "initial" + i, ago((8 + i) * HOUR_MICROS, 0xaaaa)));
        }
      }
      case LEGACY_TIE -> {
        store(0, withVersion(item(key, "initial"), LEGACY));
        store(last, tombstone(key, LEGACY));
      }
      case LEGACY_CONFLICT -> {
        store(0, withVersion(item(key, "initial"), LEGACY));
        store(last, withVersion(item(key, "other"), LEGACY));
      }
      case UNVERSIONED -> store(last, item(key, "unversioned"));
      case AHEAD -> store(last, stamped(key, "ahead", ago(-3 * HOUR_MICROS, 0xbbbb)));
    }
  }

  private static Version ago(long micros, int writer) {
    return Version.of(MachineClock.EPOCH.getEpochSecond() * 1_000_000 - micros, writer);
  }

  private Map<String, AttributeValue> stamped(int key, String value, Version version) {
    return withVersion(item(key, value), version.text());
  }

  private static Map<String, AttributeValue> withVersion(
      Map<String, AttributeValue> item, String version) {
    item.put("last_updated", AttributeValue.fromS(version));
    return item;
  }

  private Map<String, AttributeValue> tombstone(int key, String version) {
    Map<String, AttributeValue> tombstone = new HashMap<>(keys.get(key));
    tombstone.put("deleted", AttributeValue.fromN("1"));
    return withVersion(tombstone, version);
  }

  private void everywhere(Map<String, AttributeValue> item) {
    for (int i = 0; i < tables.size(); i++) {
      store(i, item);
    }
  }

  private void store(int region, Map<String, AttributeValue> item) {
    ModelTable table = tables.get(region);
    table.store(table.keyText(item), item);
  }

  /** A process; its randomness follows from its number. */
  List<Replica> replicas(SimulatedProcess process) {
    SplittableRandom jitter = new SplittableRandom(Seeds.mix(plan.seed(), 1_000 + processes++));
    List<Replica> replicas = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      replicas.add(
          SimulatedReplicas.of(
              settings(i),
              connections(),
              scheduler::now,
              process,
              jitter,
              network.transport(process, i)));
    }
    return replicas;
  }

  private static ReplicaSettings settings(int region) {
    return SimulatedReplicas.settings(region(region), TABLE);
  }

  private ConnectionSettings connections() {
    return new ConnectionSettings(
        Duration.ofMillis(plan.setup().timeoutMillis()), Duration.ofMillis(500), 50);
  }

  /** A client's table. */
  SimulatedTable table(SimulatedProcess process) {
    List<ReplicaSettings> settings = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      settings.add(settings(i));
    }
    int client = processes;
    int writer =
        sabotage.isOff(Guard.WRITER_ID) ? 7 : (int) Seeds.mix(plan.seed(), 5_000 + processes);
    return new SimulatedTable(
        TABLE,
        plan.setup().schemaGiven()
            ? KeySchema.of("id", plan.setup().rangeKey() ? "at" : null)
            : null,
        sabotage.order(settings, client),
        sabotage.order(replicas(process), client),
        connections(),
        sabotage.acknowledge(plan.setup().acknowledge()),
        sabotage.writerClock(process.clock()),
        writer);
  }
}
