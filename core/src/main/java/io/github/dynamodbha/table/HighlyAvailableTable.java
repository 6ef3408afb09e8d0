package io.github.dynamodbha.table;

import static io.github.dynamodbha.protocol.Futures.join;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.pagination.sync.SdkIterable;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * A DynamoDB table that is kept in two or more regions and is usable while one of them is not.
 *
 * <p>Writes go to every region and succeed if {@link Acknowledge enough} of them stored it; deletes
 * leave a tombstone, so that they do not come back; reads return the newest copy. {@link
 * #syncRegions()} makes the regions identical. Successor of the Perl module
 * Net::Amazon::DynamoDB::HighlyAvailable, whose tables it reads and repairs.
 *
 * <p>Every call ends within the table's timeout (5 s by default; {@code scan} for each page, {@code
 * syncRegions} for each request). All calls throw {@link NoRegionAvailableException} if no region
 * carried them out, with each region's cause; a region's own answer, such as a {@code
 * ValidationException}, is thrown as the SDK throws it. Items with invalid keys, reserved
 * attributes or more than 400 KB are refused with an {@link IllegalArgumentException} before
 * anything is written.
 *
 * <p>Thread-safe; make one and share it. Close it to free its connections.
 */
public final class HighlyAvailableTable implements AutoCloseable {
  private final TableCore core;

  HighlyAvailableTable(TableSettings settings) {
    core = new TableCore(settings, Replica.Face.SYNC);
  }

  /** Starts a table; table name and regions are required. */
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
  public KeySchema keySchema() {
    return join(core.format()).keys();
  }

  /**
   * Creates or replaces an item in every region.
   *
   * @param item all its attributes; plain values and JSON need no types in a document
   * @return which regions stored it and which missed it
   * @throws IllegalArgumentException if the key is missing, empty or of the wrong type, a reserved
   *     attribute is present, or the item is larger than 400 KB with its version
   * @throws WriteOutcomeUnknownException if it was stored and then replaced, and a version from a
   *     clock that is ahead leaves open by what
   * @throws NotAcknowledgedException if some, but fewer than required, stored it
   */
  public WriteResult put(EnhancedDocument item) {
    return put(item.toMap());
  }

  /** Creates or replaces an item in every region; as {@link #put(EnhancedDocument)}. */
  public WriteResult put(Map<String, AttributeValue> item) {
    return join(core.put(item));
  }

  /**
   * Puts with the SDK's own request: condition expression, return values and so on.
   *
   * <p>The condition is judged in the first healthy region in order of preference, against the item
   * as that region holds it (a deleted item is absent), and the resulting image is then replicated.
   * While regions are apart, two writers may each find their condition true in a different region;
   * both puts succeed, and the newer one stays. A condition is a guard against mistakes, not a lock
   * across regions. A region that throttles is not failed over from: its answer is thrown.
   *
   * @param request its table name may be left out; legacy parameters ({@code Expected}) are refused
   * @throws software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException if the
   *     condition doesn't hold
   * @throws WriteOutcomeUnknownException if a region may have carried the put out before it failed,
   *     and the condition doesn't hold in the next one
   */
  public WriteResult put(PutItemRequest request) {
    return join(core.put(request));
  }

  /**
   * Reads an item.
   *
   * @return the newest copy without its system attributes, or empty if it is absent or deleted
   */
  public Optional<EnhancedDocument> get(ItemKey key) {
    return get(key, ReadOptions.DEFAULT);
  }

  /** Reads an item with options of its own; as {@link #get(ItemKey)}. */
  public Optional<EnhancedDocument> get(ItemKey key, ReadOptions options) {
    return join(core.get(key, options, Dispatch.CALLING_THREAD)).map(Documents::of);
  }

  /** Reads an item by its key's attributes; as {@link #get(ItemKey)}. */
  public Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
    return get(key, ReadOptions.DEFAULT);
  }

  /** Reads an item by its key's attributes, with options; as {@link #get(ItemKey)}. */
  public Optional<Map<String, AttributeValue>> get(
      Map<String, AttributeValue> key, ReadOptions options) {
    return join(core.keyOf(key).thenCompose(k -> core.get(k, options, Dispatch.CALLING_THREAD)));
  }

  /**
   * Deletes an item: every region gets a tombstone, which the next sync purges. Deleting what is
   * absent is no error; where every region answers that the item is absent or deleted already,
   * nothing is written.
   */
  public WriteResult delete(ItemKey key) {
    return join(core.delete(key, Dispatch.CALLING_THREAD));
  }

  /** Deletes an item by its key's attributes; as {@link #delete(ItemKey)}. */
  public WriteResult delete(Map<String, AttributeValue> key) {
    return join(core.keyOf(key).thenCompose(k -> core.delete(k, Dispatch.CALLING_THREAD)));
  }

  /** Deletes with the SDK's own request; conditions as in {@link #put(PutItemRequest)}. */
  public WriteResult delete(DeleteItemRequest request) {
    return join(core.delete(request));
  }

  /**
   * Removes the item itself from every region, without condition and without a tombstone. For
   * administrators: where a region misses it, the next sync brings the item back everywhere.
   *
   * @return the regions that removed it or had none ({@link WriteResult#storedIn()}), and those
   *     that were missed
   * @throws NoRegionAvailableException if no region is known to have removed it; one that did not
   *     answer in time may have
   * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException a region's refusal as
   *     it is, if surely none has removed it
   */
  public WriteResult permanentDelete(ItemKey key) {
    return join(core.permanentDelete(key));
  }

  /**
   * Reads the whole table, lazily and page by page, in no particular order.
   *
   * <p>With {@link ReadStrategy#NEWEST} all regions are scanned side by side and each item's newest
   * copy is returned once; a region that fails is left out, and the scan goes on with the others.
   * Items wait in memory until every region has delivered them, up to 256 MiB. With {@link
   * ReadStrategy#NEAREST} one region is scanned; the next one takes over if it fails before its
   * first item.
   *
   * <p>Each iteration scans anew. It throws {@link ScanInterruptedException} if it can't be
   * completed after items were returned; it is never silently partial.
   */
  public SdkIterable<EnhancedDocument> scan() {
    return scan(ReadOptions.DEFAULT);
  }

  /** Reads the whole table with options; as {@link #scan()}. */
  public SdkIterable<EnhancedDocument> scan(ReadOptions options) {
    SdkIterable<Map<String, AttributeValue>> items = scanItems(options);
    return () -> items.stream().map(Documents::of).iterator();
  }

  /** Reads the whole table as attribute maps; as {@link #scan()}. */
  public SdkIterable<Map<String, AttributeValue>> scanItems(ReadOptions options) {
    return () -> new PageIterator(core.scan(options));
  }

  /**
   * Reads the whole table into memory, by key: the Perl module's {@code scan_as_hashref}. Where the
   * table has a range key, the key is both values.
   */
  public Map<ItemKey, EnhancedDocument> scanAsMap() {
    return scanAsMap(ReadOptions.DEFAULT);
  }

  /** Reads the whole table into memory, with options; as {@link #scanAsMap()}. */
  public Map<ItemKey, EnhancedDocument> scanAsMap(ReadOptions options) {
    KeySchema schema = keySchema();
    Map<ItemKey, EnhancedDocument> items = new LinkedHashMap<>();
    scanItems(options).forEach(item -> items.put(schema.keyOf(item), Documents.of(item)));
    return items;
  }

  /**
   * Makes the regions identical: the newest copy of every item goes where it is missing or older,
   * and tombstones that every region holds are purged. Nothing newer is ever overwritten. Safe to
   * repeat and to run beside writers; with writers whose calls may be delayed, choose a tombstone
   * grace that is longer than any such delay ({@link #sync(SyncOptions)}).
   *
   * @throws io.github.dynamodbha.sync.SyncException if it can't be carried out at all; single items
   *     that can't be repaired are in the report instead
   */
  public SyncReport syncRegions() {
    return sync(SyncOptions.DEFAULT);
  }

  /** Makes the regions identical, with options; as {@link #syncRegions()}. */
  public SyncReport sync(SyncOptions options) {
    return core.reconciler().sync(options);
  }

  /** Compares the regions whole and changes nothing; throws as {@link #syncRegions()} does. */
  public SyncReport verify(SyncOptions options) {
    return core.reconciler().verify(options);
  }

  /** What each region says of the table, in order of preference; never throws for a sick region. */
  public List<ReplicaStatus> status() {
    return join(core.administration().status());
  }

  /**
   * Creates the table in every region where it is missing.
   *
   * @param request key schema, attribute definitions, billing mode; the table name is set here
   * @return each region's outcome; a table that was there before counts as reachable
   */
  public List<ReplicaStatus> create(Consumer<CreateTableRequest.Builder> request) {
    return join(core.administration().create(request));
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
