package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.Reply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Asks every replica about its table, and refuses what can't be compared. */
final class Planner {
  private final List<Replica> replicas;
  private final List<Patience> patience;
  private final SyncOptions options;
  private final List<String> notes = new ArrayList<>();

  Planner(List<Replica> replicas, List<Patience> patience, SyncOptions options) {
    this.replicas = replicas;
    this.patience = patience;
    this.options = options;
  }

  /**
   * Makes the plan.
   *
   * @throws SyncException if a table is missing, a region doesn't answer, key schemas differ, or
   *     the scans should cost more than the limit
   */
  SyncPlan plan() throws InterruptedException {
    List<TableDescription> tables = tables();
    KeySchema keys = sameKeys(tables);
    List<SyncPlan.ReplicaPlan> plans = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      plans.add(plan(replicas.get(i), tables.get(i)));
    }
    notes.addAll(CostLimit.check(plans, options.limits().maxCostUsd()));
    return new SyncPlan(
        keys, plans, SegmentCount.of(plans, options), timeToLiveAttributes(), notes);
  }

  private List<TableDescription> tables() throws InterruptedException {
    List<Patience.Started<DescribeTableResponse>> calls = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      Replica replica = replicas.get(i);
      DescribeTableRequest request =
          DescribeTableRequest.builder().tableName(replica.tableName()).build();
      calls.add(
          patience
              .get(i)
              .start(() -> replica.call(Operation.DESCRIBE_TABLE, request, replica.newDeadline())));
    }
    List<TableDescription> tables = new ArrayList<>();
    List<Replica> missing = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      Reply<DescribeTableResponse> reply = calls.get(i).await();
      if (reply instanceof Reply.Answered<DescribeTableResponse> answered) {
        tables.add(requireReadable(replicas.get(i), answered.answer().table()));
      } else if (reply instanceof Reply.Failed<DescribeTableResponse> failed) {
        if (failed.failure().failureClass() != FailureClass.TABLE_MISSING) {
          throw unreadable(replicas.get(i), failed.failure());
        }
        missing.add(replicas.get(i));
      }
    }
    if (!missing.isEmpty()) {
      throw missing(missing);
    }
    return tables;
  }

  private static TableDescription requireReadable(Replica replica, TableDescription table) {
    TableStatus status = table.tableStatus();
    if (status == TableStatus.CREATING || status == TableStatus.DELETING) {
      throw new SyncException(
          "Table "
              + replica.tableName()
              + " in region "
              + replica.region()
              + " is "
              + status
              + ": wait until it is ACTIVE",
          null);
    }
    return table;
  }

  private static SyncException unreadable(Replica replica, Failure failure) {
    return new SyncException(
        "Region "
            + replica.region()
            + " ("
            + replica.endpoint()
            + ") can't describe table "
            + replica.tableName()
            + ", so nothing was compared: "
            + failure.describe()
            + ". Every region must answer; run again when it does",
        failure.cause());
  }

  private SyncException missing(List<Replica> missing) {
    List<String> where =
        missing.stream().map(r -> r.tableName() + " in region " + r.region()).toList();
    return new SyncException(
        "The table is missing: "
            + String.join(", ", where)
            + (missing.size() == replicas.size() ? " (every region)" : "")
            + ". Create it with `dynamodb-ha create-table`, or check table name and regions",
        null);
  }

  private KeySchema sameKeys(List<TableDescription> tables) {
    KeySchema first = KeySchema.of(tables.get(0));
    for (int i = 1; i < tables.size(); i++) {
      KeySchema other = KeySchema.of(tables.get(i));
      if (!other.equals(first)) {
        throw new SyncException(
            "The tables have different keys and can't be compared: "
                + describe(replicas.get(0), first)
                + ", but "
                + describe(replicas.get(i), other)
                + ". Create one of them anew with the other's key",
            null);
      }
    }
    return first;
  }

  private static String describe(Replica replica, KeySchema keys) {
    String range =
        keys.rangeKey() == null
            ? "no range key"
            : "range key " + keys.rangeKey() + " (" + keys.rangeKeyType() + ")";
    return replica.tableName()
        + " in "
        + replica.region()
        + " has hash key "
        + keys.hashKey()
        + " ("
        + keys.hashKeyType()
        + ") and "
        + range;
  }

  private static SyncPlan.ReplicaPlan plan(Replica replica, TableDescription table) {
    long bytes = table.tableSizeBytes() == null ? 0 : table.tableSizeBytes();
    long items = table.itemCount() == null ? 0 : table.itemCount();
    double units = Prices.scanUnits(bytes);
    return new SyncPlan.ReplicaPlan(
        replica.region(),
        replica.tableName(),
        items,
        bytes,
        units,
        Prices.usd(units, 0),
        identity(table));
  }

  /** A table that was deleted and created anew under its name is another one. */
  private static String identity(TableDescription table) {
    return Stream.of(table.tableArn(), table.tableId(), table.creationDateTime())
        .filter(Objects::nonNull)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  private Set<String> timeToLiveAttributes() throws InterruptedException {
    Set<String> attributes = new LinkedHashSet<>();
    for (int i = 0; i < replicas.size(); i++) {
      Replica replica = replicas.get(i);
      DescribeTimeToLiveRequest request =
          DescribeTimeToLiveRequest.builder().tableName(replica.tableName()).build();
      Reply<DescribeTimeToLiveResponse> reply =
          patience
              .get(i)
              .call(
                  () ->
                      replica.call(
                          Operation.DESCRIBE_TIME_TO_LIVE, request, replica.newDeadline()));
      if (reply instanceof Reply.Answered<DescribeTimeToLiveResponse> answered) {
        add(answered.answer(), attributes);
      } else if (reply instanceof Reply.Failed<DescribeTimeToLiveResponse> failed) {
        if (failed.failure().failureClass() != FailureClass.ANSWER) {
          throw unreadable(replica, failed.failure());
        }
        notes.add(
            "Region "
                + replica.region()
                + " does not tell its time to live ("
                + failed.failure().describe()
                + "): taken as none. If there is one, allow dynamodb:DescribeTimeToLive");
      }
    }
    return attributes;
  }

  private static void add(DescribeTimeToLiveResponse answer, Set<String> attributes) {
    if (answer.timeToLiveDescription() != null
        && answer.timeToLiveDescription().attributeName() != null
        && (answer.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.ENABLED
            || answer.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.ENABLING)) {
      attributes.add(answer.timeToLiveDescription().attributeName());
    }
  }
}
