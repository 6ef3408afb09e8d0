package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * One table of one region as DynamoDB would have it: conditional writes, pages, stale reads.
 *
 * <p>Each request is carried out at once and whole, as DynamoDB does for one item. {@code
 * ModelTableTest} compares it with DynamoDB Local.
 */
public final class ModelTable {
  /** Hears of every change. */
  interface Journal {
    /** A key holds something else now; null for nothing. */
    void changed(
        String key,
        @Nullable Map<String, AttributeValue> before,
        @Nullable Map<String, AttributeValue> after);
  }

  /** Decides what DynamoDB leaves open. */
  interface Choices {
    /**
     * Whether an eventually consistent read shows what was there before the last change.
     *
     * @param changedAtNanos when that was
     */
    boolean showsOld(long changedAtNanos);

    /** How many items one page of a scan holds, one or more. */
    int pageSize();

    /** How many of so many keys a batch reads; the others are left unprocessed. */
    int batch(int keys);
  }

  private final String name;
  private final KeySchema keys;
  private final ModelRows rows;
  private final ModelReads reads;
  private final ModelWrites writes;

  /** Those of the transactions that were carried out. */
  private final Set<String> tokens = new HashSet<>();

  /**
   * An empty table.
   *
   * @param salt decides the order of its scans
   * @param returnsOldOnFailure whether a refused condition shows the item, as newer engines do
   */
  ModelTable(
      String name,
      KeySchema keys,
      long salt,
      boolean returnsOldOnFailure,
      LongSupplier nanoTime,
      Journal journal) {
    this.name = name;
    this.keys = keys;
    this.rows = new ModelRows(List.copyOf(keys.names()), salt, nanoTime, journal);
    this.reads = new ModelReads(name, rows);
    this.writes = new ModelWrites(name, rows, returnsOldOnFailure);
  }

  /**
   * Carries a request out.
   *
   * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if DynamoDB would
   *     refuse it
   */
  DynamoDbResponse apply(DynamoDbRequest request, Choices choices) {
    if (request instanceof PutItemRequest put) {
      return writes.put(put);
    } else if (request instanceof GetItemRequest get) {
      return reads.get(get, choices);
    } else if (request instanceof DeleteItemRequest delete) {
      return writes.delete(delete);
    } else if (request instanceof UpdateItemRequest update) {
      return writes.update(update);
    } else if (request instanceof ScanRequest scan) {
      return reads.scan(scan, choices);
    } else if (request instanceof BatchGetItemRequest batch) {
      return reads.batch(batch, choices);
    } else if (request instanceof TransactWriteItemsRequest transaction) {
      return new ModelTransaction(this, transaction).apply();
    } else if (request
        instanceof software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest) {
      return DescribeTableResponse.builder().table(description()).build();
    } else if (request
        instanceof software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest) {
      return DescribeTimeToLiveResponse.builder().build();
    }
    throw new IllegalArgumentException("The model has no " + request.getClass().getSimpleName());
  }

  boolean isNewToken(String token) {
    return !tokens.contains(token);
  }

  void noteToken(String token) {
    tokens.add(token);
  }

  String keyText(Map<String, AttributeValue> attributes) {
    return rows.keyText(attributes);
  }

  /** What lies under a key now; empty for nothing. */
  Map<String, AttributeValue> held(String key) {
    return rows.held(key);
  }

  /** All items, by key. */
  Map<String, Map<String, AttributeValue>> items() {
    return rows.items();
  }

  /** From now on every read shows the last change, which counts as one of long ago. */
  void settle() {
    rows.settle();
  }

  void store(String key, @Nullable Map<String, AttributeValue> item) {
    rows.store(key, item);
  }

  static @Nullable ConsumedCapacity capacity(String name, @Nullable ReturnConsumedCapacity wanted) {
    return wanted == ReturnConsumedCapacity.TOTAL
        ? ConsumedCapacity.builder().tableName(name).capacityUnits(1.0).build()
        : null;
  }

  private TableDescription description() {
    List<KeySchemaElement> elements = new ArrayList<>();
    List<AttributeDefinition> definitions = new ArrayList<>();
    add(keys.hashKey(), keys.hashKeyType(), KeyType.HASH, elements, definitions);
    if (keys.rangeKey() != null) {
      add(keys.rangeKey(), keys.rangeKeyType(), KeyType.RANGE, elements, definitions);
    }
    return TableDescription.builder()
        .tableName(name)
        .tableStatus(TableStatus.ACTIVE)
        .keySchema(elements)
        .attributeDefinitions(definitions)
        .itemCount((long) rows.size())
        .tableSizeBytes(rows.size() * 100L)
        .build();
  }

  private static void add(
      String attribute,
      @Nullable ScalarAttributeType type,
      KeyType keyType,
      List<KeySchemaElement> elements,
      List<AttributeDefinition> definitions) {
    elements.add(KeySchemaElement.builder().attributeName(attribute).keyType(keyType).build());
    definitions.add(
        AttributeDefinition.builder().attributeName(attribute).attributeType(type).build());
  }
}
