package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.simulation.ConditionParser.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

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

  /** A stored item; one that was deleted is kept until it can no longer be seen. */
  private static final class Row {
    private final Map<String, AttributeValue> key;
    private @Nullable Map<String, AttributeValue> item;
    private @Nullable Map<String, AttributeValue> before;
    private long changedAt;

    Row(Map<String, AttributeValue> key) {
      this.key = key;
    }
  }

  private record Place(long hash, String key) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byHash = Long.compareUnsigned(hash, other.hash);
      return byHash != 0 ? byHash : key.compareTo(other.key);
    }
  }

  /** A thousand days. */
  private static final long LONG_AGO_NANOS = 86_400_000_000_000_000L;

  private final String name;
  private final KeySchema keys;
  private final List<String> keyNames;
  private final long salt;
  private final boolean returnsOldOnFailure;
  private final LongSupplier nanoTime;
  private final Journal journal;
  private final NavigableMap<Place, Row> rows = new TreeMap<>();

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
    this.keyNames = List.copyOf(keys.names());
    this.salt = salt;
    this.returnsOldOnFailure = returnsOldOnFailure;
    this.nanoTime = nanoTime;
    this.journal = journal;
  }

  /**
   * Carries a request out.
   *
   * @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException if DynamoDB would
   *     refuse it
   */
  DynamoDbResponse apply(DynamoDbRequest request, Choices choices) {
    if (request instanceof PutItemRequest put) {
      return put(put);
    } else if (request instanceof GetItemRequest get) {
      return get(get, choices);
    } else if (request instanceof DeleteItemRequest delete) {
      return delete(delete);
    } else if (request instanceof UpdateItemRequest update) {
      return update(update);
    } else if (request instanceof ScanRequest scan) {
      return scan(scan, choices);
    } else if (request instanceof BatchGetItemRequest batch) {
      return batch(batch, choices);
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

  private Place place(String key) {
    return new Place(Seeds.mix(salt, key.hashCode()), key);
  }

  String keyText(Map<String, AttributeValue> attributes) {
    for (String keyName : keyNames) {
      if (!attributes.containsKey(keyName)) {
        throw ModelErrors.validation("One of the required keys was not given a value");
      }
    }
    return Values.keyText(attributes, keyNames);
  }

  /** What lies under a key now; empty for nothing. */
  Map<String, AttributeValue> held(String key) {
    Row row = rows.get(place(key));
    return row == null || row.item == null ? Map.of() : row.item;
  }

  /** All items, by key. */
  Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new TreeMap<>();
    rows.forEach(
        (place, row) -> {
          if (row.item != null) {
            items.put(place.key(), row.item);
          }
        });
    return items;
  }

  /** From now on every read shows the last change, which counts as one of long ago. */
  void settle() {
    rows.values().removeIf(row -> row.item == null);
    for (Row row : rows.values()) {
      row.before = row.item;
      row.changedAt = -LONG_AGO_NANOS;
    }
  }

  void store(String key, @Nullable Map<String, AttributeValue> item) {
    Map<String, AttributeValue> shown = item == null ? held(key) : item;
    if (shown.isEmpty()) {
      return;
    }
    Row row = rows.computeIfAbsent(place(key), any -> new Row(Values.only(shown, keyNames)));
    row.before = row.item;
    row.item = item;
    row.changedAt = nanoTime.getAsLong();
    journal.changed(key, row.before, item);
  }

  /** Refuses unless the condition holds of what is held. */
  void check(
      Map<String, AttributeValue> held,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      @Nullable ReturnValuesOnConditionCheckFailure wanted) {
    if (!holds(held, condition, names, values)) {
      throw ModelErrors.conditionFailed(
          returnsOldOnFailure && wanted == ReturnValuesOnConditionCheckFailure.ALL_OLD
              ? held
              : Map.of());
    }
  }

  static boolean holds(
      Map<String, AttributeValue> held,
      @Nullable String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return condition == null
        || Expressions.condition(condition).holds(new Scope(held, names, values));
  }

  private PutItemResponse put(PutItemRequest put) {
    String key = keyText(put.item());
    Map<String, AttributeValue> held = held(key);
    check(
        held,
        put.conditionExpression(),
        put.expressionAttributeNames(),
        put.expressionAttributeValues(),
        put.returnValuesOnConditionCheckFailure());
    store(key, put.item());
    return PutItemResponse.builder()
        .consumedCapacity(capacity(put.returnConsumedCapacity()))
        .attributes(put.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
        .build();
  }

  private @Nullable ConsumedCapacity capacity(@Nullable ReturnConsumedCapacity wanted) {
    return wanted == ReturnConsumedCapacity.TOTAL
        ? ConsumedCapacity.builder().tableName(name).capacityUnits(1.0).build()
        : null;
  }

  private DeleteItemResponse delete(DeleteItemRequest delete) {
    String key = keyText(delete.key());
    Map<String, AttributeValue> held = held(key);
    check(
        held,
        delete.conditionExpression(),
        delete.expressionAttributeNames(),
        delete.expressionAttributeValues(),
        delete.returnValuesOnConditionCheckFailure());
    store(key, null);
    return DeleteItemResponse.builder()
        .consumedCapacity(capacity(delete.returnConsumedCapacity()))
        .attributes(delete.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty() ? held : null)
        .build();
  }

  private UpdateItemResponse update(UpdateItemRequest update) {
    String key = keyText(update.key());
    Map<String, AttributeValue> held = held(key);
    check(
        held,
        update.conditionExpression(),
        update.expressionAttributeNames(),
        update.expressionAttributeValues(),
        update.returnValuesOnConditionCheckFailure());
    Map<String, AttributeValue> item =
        updated(
            held,
            update.key(),
            update.updateExpression(),
            update.expressionAttributeNames(),
            update.expressionAttributeValues());
    store(key, item);
    UpdateItemResponse.Builder response = UpdateItemResponse.builder();
    if (update.returnValues() == ReturnValue.ALL_NEW) {
      response.attributes(item);
    } else if (update.returnValues() == ReturnValue.ALL_OLD && !held.isEmpty()) {
      response.attributes(held);
    }
    return response.build();
  }

  static Map<String, AttributeValue> updated(
      Map<String, AttributeValue> held,
      Map<String, AttributeValue> key,
      @Nullable String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    Map<String, AttributeValue> before = new HashMap<>(held);
    before.putAll(key);
    if (expression == null) {
      return before;
    }
    try {
      Map<String, AttributeValue> after =
          UpdateParser.apply(Expressions.update(expression), new Scope(held, names, values));
      after.putAll(key);
      return after;
    } catch (UpdateParser.InvalidUpdateException invalid) {
      throw ModelErrors.validation(String.valueOf(invalid.getMessage()));
    }
  }

  private GetItemResponse get(GetItemRequest get, Choices choices) {
    Map<String, AttributeValue> item =
        seen(rows.get(place(keyText(get.key()))), get.consistentRead(), choices);
    return item == null
        ? GetItemResponse.builder().build()
        : GetItemResponse.builder().item(item).build();
  }

  private static @Nullable Map<String, AttributeValue> seen(
      @Nullable Row row, @Nullable Boolean consistent, Choices choices) {
    if (row == null) {
      return null;
    }
    return Boolean.TRUE.equals(consistent) || !choices.showsOld(row.changedAt)
        ? row.item
        : row.before;
  }

  private BatchGetItemResponse batch(BatchGetItemRequest batch, Choices choices) {
    KeysAndAttributes wanted = Objects.requireNonNull(batch.requestItems().get(name), name);
    int processed = choices.batch(wanted.keys().size());
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (Map<String, AttributeValue> key : wanted.keys().subList(0, processed)) {
      Map<String, AttributeValue> item =
          seen(rows.get(place(keyText(key))), wanted.consistentRead(), choices);
      if (item != null) {
        found.add(item);
      }
    }
    List<Map<String, AttributeValue>> left = wanted.keys().subList(processed, wanted.keys().size());
    return BatchGetItemResponse.builder()
        .responses(Map.of(name, found))
        .unprocessedKeys(
            left.isEmpty() ? Map.of() : Map.of(name, wanted.toBuilder().keys(left).build()))
        .build();
  }

  private ScanResponse scan(ScanRequest scan, Choices choices) {
    NavigableMap<Place, Row> rest = rows;
    if (scan.hasExclusiveStartKey() && !scan.exclusiveStartKey().isEmpty()) {
      rest = rows.tailMap(place(keyText(scan.exclusiveStartKey())), false);
    }
    int limit = scan.limit() == null ? Integer.MAX_VALUE : scan.limit();
    int pageSize = Math.min(choices.pageSize(), limit);
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, AttributeValue> last = null;
    int scanned = 0;
    for (Map.Entry<Place, Row> entry : rest.entrySet()) {
      if (!isInSegment(entry.getKey().key(), scan)) {
        continue;
      }
      Map<String, AttributeValue> item = seen(entry.getValue(), scan.consistentRead(), choices);
      if (item == null) {
        continue;
      }
      scanned++;
      if (holds(
          item,
          scan.filterExpression(),
          scan.expressionAttributeNames(),
          scan.expressionAttributeValues())) {
        items.add(item);
      }
      if (scanned >= pageSize) {
        last = entry.getValue().key;
        break;
      }
    }
    return ScanResponse.builder()
        .items(items)
        .count(items.size())
        .scannedCount(scanned)
        .lastEvaluatedKey(last)
        .consumedCapacity(capacity(scan.returnConsumedCapacity()))
        .build();
  }

  private boolean isInSegment(String key, ScanRequest scan) {
    return scan.totalSegments() == null
        || Math.floorMod(Seeds.mix(salt >>> 1, key.hashCode()), (long) scan.totalSegments())
            == Objects.requireNonNull(scan.segment());
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
