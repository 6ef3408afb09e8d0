package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * The asynchronous twin of {@link HighlyAvailableTable}, over the SDK's asynchronous client: the
 * same calls and the same protocols, and no thread waits for an answer.
 *
 * <p>Futures complete with what the twin returns, or exceptionally with what it throws, bad input
 * included. They complete on the SDK's threads: long work belongs on an executor of your own.
 * Cancelling a future does not take a write back.
 *
 * <p>Thread-safe; make one and share it. Close it to free its connections.
 */
public final class AsyncHighlyAvailableTable implements AutoCloseable {
  private final TableCore core;

  AsyncHighlyAvailableTable(TableSettings settings) {
    core = new TableCore(settings, Replica.Face.ASYNC);
  }

  /**
   * Starts a table; table name and regions are required. Ends in {@link TableBuilder#buildAsync}.
   */
  public static TableBuilder builder() {
    return new TableBuilder();
  }

  /** The table's name. */
  public String tableName() {
    return core.tableName();
  }

  /** The regions' names, in order of preference. */
  public List<String> regions() {
    return core.regions();
  }

  /** The table's primary key; asks the regions for it if it was not given. */
  public CompletableFuture<KeySchema> keySchema() {
    return core.format().thenApply(TableFormat::keys);
  }

  /** As {@link HighlyAvailableTable#put(EnhancedDocument)}. */
  public CompletableFuture<WriteResult> put(EnhancedDocument item) {
    return put(item.toMap());
  }

  /** As {@link HighlyAvailableTable#put(Map)}. */
  public CompletableFuture<WriteResult> put(Map<String, AttributeValue> item) {
    return core.put(item);
  }

  /** As {@link HighlyAvailableTable#put(PutItemRequest)}. */
  public CompletableFuture<WriteResult> put(PutItemRequest request) {
    return core.put(request);
  }

  /** As {@link HighlyAvailableTable#get(ItemKey)}. */
  public CompletableFuture<Optional<EnhancedDocument>> get(ItemKey key) {
    return get(key, ReadOptions.DEFAULT);
  }

  /** As {@link HighlyAvailableTable#get(ItemKey, ReadOptions)}. */
  public CompletableFuture<Optional<EnhancedDocument>> get(ItemKey key, ReadOptions options) {
    return core.get(key, options, Dispatch.REGION_THREAD)
        .thenApply(item -> item.map(Documents::of));
  }

  /** As {@link HighlyAvailableTable#get(Map)}. */
  public CompletableFuture<Optional<Map<String, AttributeValue>>> get(
      Map<String, AttributeValue> key) {
    return get(key, ReadOptions.DEFAULT);
  }

  /** As {@link HighlyAvailableTable#get(Map, ReadOptions)}. */
  public CompletableFuture<Optional<Map<String, AttributeValue>>> get(
      Map<String, AttributeValue> key, ReadOptions options) {
    return core.keyOf(key).thenCompose(k -> core.get(k, options, Dispatch.REGION_THREAD));
  }

  /** As {@link HighlyAvailableTable#delete(ItemKey)}. */
  public CompletableFuture<WriteResult> delete(ItemKey key) {
    return core.delete(key, Dispatch.REGION_THREAD);
  }

  /** As {@link HighlyAvailableTable#delete(Map)}. */
  public CompletableFuture<WriteResult> delete(Map<String, AttributeValue> key) {
    return core.keyOf(key).thenCompose(k -> core.delete(k, Dispatch.REGION_THREAD));
  }

  /** As {@link HighlyAvailableTable#delete(DeleteItemRequest)}. */
  public CompletableFuture<WriteResult> delete(DeleteItemRequest request) {
    return core.delete(request);
  }

  /** As {@link HighlyAvailableTable#permanentDelete}. */
  public CompletableFuture<WriteResult> permanentDelete(ItemKey key) {
    return core.permanentDelete(key);
  }

  /** As {@link HighlyAvailableTable#scan()}; pages are read as the subscriber asks for items. */
  public SdkPublisher<EnhancedDocument> scan() {
    return scan(ReadOptions.DEFAULT);
  }

  /** As {@link HighlyAvailableTable#scan(ReadOptions)}. */
  public SdkPublisher<EnhancedDocument> scan(ReadOptions options) {
    return scanItems(options).map(Documents::of);
  }

  /** As {@link HighlyAvailableTable#scanItems}. */
  public SdkPublisher<Map<String, AttributeValue>> scanItems(ReadOptions options) {
    SdkPublisher<List<Map<String, AttributeValue>>> pages =
        SdkPublisher.adapt(new PagePublisher(() -> core.scan(options)));
    return pages.flatMapIterable(page -> page);
  }

  /** As {@link HighlyAvailableTable#scanAsMap()}. */
  public CompletableFuture<Map<ItemKey, EnhancedDocument>> scanAsMap() {
    return keySchema()
        .thenCompose(
            schema -> {
              Map<ItemKey, EnhancedDocument> items = new LinkedHashMap<>();
              return scanItems(ReadOptions.DEFAULT)
                  .subscribe(item -> items.put(schema.keyOf(item), Documents.of(item)))
                  .thenApply(done -> items);
            });
  }

  /** As {@link HighlyAvailableTable#syncRegions()}, on a thread of its own. */
  public CompletableFuture<SyncReport> syncRegions() {
    return sync(SyncOptions.DEFAULT);
  }

  /** As {@link HighlyAvailableTable#sync(SyncOptions)}, on a thread of its own. */
  public CompletableFuture<SyncReport> sync(SyncOptions options) {
    return OwnThread.run("dynamodb-ha-sync", () -> core.reconciler().sync(options));
  }

  /** As {@link HighlyAvailableTable#verify}, on a thread of its own. */
  public CompletableFuture<SyncReport> verify(SyncOptions options) {
    return OwnThread.run("dynamodb-ha-verify", () -> core.reconciler().verify(options));
  }

  /** Waits, up to the table's timeout, for read repairs under way, then frees all connections. */
  @Override
  public void close() {
    core.close();
  }

  TableCore core() {
    return core;
  }
}
