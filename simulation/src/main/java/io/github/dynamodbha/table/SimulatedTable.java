package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.protocol.ConditionalWrites;
import io.github.dynamodbha.protocol.JudgedPut;
import io.github.dynamodbha.protocol.JudgedUpdate;
import io.github.dynamodbha.protocol.Misses;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.protocol.TransactionPart;
import io.github.dynamodbha.protocol.TransactionProtocol;
import io.github.dynamodbha.protocol.TransactionWritten;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.ReplicaSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The product's table over replicas that are given; all of it but the making of those. */
public final class SimulatedTable {
  private static final ReadOptions EVERYTHING =
      ReadOptions.builder().includeSystemAttributes(true).includeTombstones(true).build();

  private final TableCore core;
  private final String name;
  private final List<Replica> replicas;
  private final Acknowledge acknowledge;
  private final VersionClock updateClock;
  private final Misses misses = new Misses();

  /**
   * Makes a table.
   *
   * @param keys the key schema, or null to ask for it
   */
  public SimulatedTable(
      String name,
      @Nullable KeySchema keys,
      List<ReplicaSettings> settings,
      List<Replica> replicas,
      ConnectionSettings connections,
      Acknowledge acknowledge,
      InstantSource clock,
      int writerId) {
    this.name = name;
    this.replicas = replicas;
    this.acknowledge = acknowledge;
    // An updating client beside the table's own: the table has no updates.
    updateClock = new VersionClock(clock, ~writerId);
    core =
        new TableCore(
            new TableSettings(
                name,
                keys,
                settings,
                connections,
                acknowledge,
                ReadStrategy.NEWEST,
                ItemFormat.DEFAULT,
                clock,
                writerId),
            replicas);
  }

  /** Completes when the table knows its key schema. */
  public CompletableFuture<?> ready(Map<String, AttributeValue> key) {
    return core.keyOf(key);
  }

  /** Puts an item. */
  public CompletableFuture<WriteResult> put(Map<String, AttributeValue> item) {
    return core.put(item);
  }

  /** Puts an item on a condition. */
  public CompletableFuture<WriteResult> put(PutItemRequest request) {
    return core.put(request);
  }

  /** Updates an item, as the drop-in clients do. */
  public CompletableFuture<WriteResult> update(UpdateItemRequest request) {
    return core.format()
        .thenCompose(
            format -> {
              List<ReplicaItems> items = ReplicaItems.of(replicas, format, CallSettings.NONE);
              WriteProtocol writes =
                  new WriteProtocol(name, items, updateClock, acknowledge, TableErrors.INSTANCE);
              return new ConditionalWrites(
                      name, items, updateClock, writes, misses, TableErrors.INSTANCE)
                  .write(JudgedUpdate.of(request, name), items.get(0).replica().newDeadline());
            })
        .thenApply(
            written -> {
              misses.note(name, written.missed().keySet());
              return WriteResult.of(written);
            });
  }

  /** Carries a transaction out, as the drop-in clients do. */
  public CompletableFuture<TransactionWritten> transact(List<TransactWriteItem> items) {
    return core.format()
        .thenCompose(
            format -> {
              List<ReplicaItems> all = ReplicaItems.of(replicas, format, CallSettings.NONE);
              return new TransactionProtocol(
                      Map.of(name, all),
                      all.size(),
                      updateClock,
                      acknowledge,
                      CallSettings.NONE,
                      misses,
                      TableErrors.INSTANCE)
                  .write(
                      items.stream().map(item -> part(item, format.items())).toList(),
                      all.get(0).replica().newDeadline());
            })
        .thenApply(
            written -> {
              misses.note(name, written.missed().keySet());
              return written;
            });
  }

  private TransactionPart part(TransactWriteItem item, ItemFormat format) {
    if (item.put() != null) {
      Map<String, AttributeValue> image = item.put().item();
      ConditionalRequest request =
          ConditionalRequest.of(
              PutItemRequest.builder()
                  .conditionExpression(item.put().conditionExpression())
                  .build(),
              name);
      return new TransactionPart.Write(
          name, new JudgedPut(image, version -> format.stamp(image, version), false, request));
    } else if (item.delete() != null) {
      Map<String, AttributeValue> key = item.delete().key();
      return new TransactionPart.Write(
          name,
          new JudgedPut(key, version -> format.tombstone(key, version), true, unconditional()));
    } else if (item.update() != null) {
      return new TransactionPart.Write(
          name,
          JudgedUpdate.of(
              UpdateItemRequest.builder()
                  .key(item.update().key())
                  .updateExpression(item.update().updateExpression())
                  .expressionAttributeNames(item.update().expressionAttributeNames())
                  .expressionAttributeValues(item.update().expressionAttributeValues())
                  .build(),
              name));
    }
    return new TransactionPart.Check(
        name,
        item.conditionCheck().key(),
        ConditionalRequest.of(
            PutItemRequest.builder()
                .conditionExpression(item.conditionCheck().conditionExpression())
                .build(),
            name));
  }

  private ConditionalRequest unconditional() {
    return ConditionalRequest.of(PutItemRequest.builder().build(), name);
  }

  /** Deletes an item. */
  public CompletableFuture<WriteResult> delete(Map<String, AttributeValue> key) {
    return core.keyOf(key).thenCompose(itemKey -> core.delete(itemKey, Dispatch.REGION_THREAD));
  }

  /** The newest copy of all regions with its system attributes, be it a tombstone. */
  public CompletableFuture<Optional<Map<String, AttributeValue>>> get(
      Map<String, AttributeValue> key) {
    return core.keyOf(key)
        .thenCompose(itemKey -> core.get(itemKey, EVERYTHING, Dispatch.REGION_THREAD));
  }

  /** The newest copies of all keys, without deleted ones, as a caller sees them. */
  public CompletableFuture<List<Map<String, AttributeValue>>> scan() {
    return rest(core.scan(ReadOptions.DEFAULT), new ArrayList<>());
  }

  private static CompletableFuture<List<Map<String, AttributeValue>>> rest(
      ItemPages pages, List<Map<String, AttributeValue>> items) {
    return pages
        .next()
        .thenCompose(
            page -> {
              if (page.isEmpty()) {
                return CompletableFuture.completedFuture(items);
              }
              items.addAll(page.get());
              return rest(pages, items);
            });
  }
}
