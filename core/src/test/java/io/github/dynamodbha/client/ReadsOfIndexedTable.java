package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.s;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/** One read for each option, and for the pairs that touch each other. */
final class ReadsOfIndexedTable {
  private static final String NAME = IndexedTable.NAME;

  /** The keys of the items that are deleted after a while. */
  static final List<Map<String, AttributeValue>> DELETED =
      List.of(IndexedTable.key("a", "2"), IndexedTable.key("b", "1"), IndexedTable.key("b", "3"));

  private static final List<Map<String, AttributeValue>> KEYS =
      List.of(
          IndexedTable.key("a", "1"), IndexedTable.key("a", "2"), IndexedTable.key("nobody", "1"));

  private static final List<String> PROJECTIONS =
      Arrays.asList(
          null,
          "info.a",
          "info.deleted, info.#l[1]",
          "#d",
          "id, #g, #c",
          "last_updated, note",
          "a.b");

  /** An index, and the attribute and value that it is queried by. */
  private record Index(@Nullable String name, String attribute, String value) {}

  private static final List<Index> INDEXES =
      List.of(
          new Index(null, "id", "a"),
          new Index(null, "id", "b"),
          new Index("byGroup", "group", "1"),
          new Index("byColor", "color", "red"),
          new Index("byColorWhole", "color", "red"),
          new Index("byColorNotes", "color", "blue"),
          new Index("bySize", "id", "a"),
          new Index("bySizeWhole", "id", "a"),
          new Index("bySizeNotes", "id", "b"),
          new Index("nothing", "id", "a"));

  private static final Map<String, String> NAMES =
      Map.of("#d", "deleted", "#g", "group", "#c", "color", "#l", "l");

  private ReadsOfIndexedTable() {}

  /** A read by its name. */
  record Read(String name, Function<DynamoDbClient, DynamoDbResponse> call) {}

  static Stream<Read> all() {
    List<Read> reads = new ArrayList<>();
    for (String projection : PROJECTIONS) {
      byKey(reads, projection);
    }
    for (Index index : INDEXES) {
      for (Select select : Select.knownValues()) {
        for (String filter : Arrays.asList(null, "contains(note, :b) OR #s = :s")) {
          reads.add(query(index, select, filter));
          reads.add(scan(index, select, filter));
        }
      }
      reads.add(consistent(index));
    }
    keyConditions(reads);
    segments(reads);
    return reads.stream();
  }

  private static void byKey(List<Read> reads, @Nullable String projection) {
    Map<String, String> names = names(projection);
    for (ReturnConsumedCapacity capacity : ReturnConsumedCapacity.knownValues()) {
      String asked = projection + " " + capacity;
      for (Map<String, AttributeValue> key : KEYS) {
        reads.add(
            new Read(
                "get " + asked + " of " + key,
                c ->
                    c.getItem(
                        r ->
                            r.tableName(NAME)
                                .key(key)
                                .consistentRead(capacity == ReturnConsumedCapacity.TOTAL)
                                .projectionExpression(projection)
                                .expressionAttributeNames(names)
                                .returnConsumedCapacity(capacity))));
      }
      KeysAndAttributes ofIndexed =
          KeysAndAttributes.builder()
              .keys(KEYS)
              .projectionExpression(projection)
              .expressionAttributeNames(names)
              .build();
      KeysAndAttributes ofPlanets =
          KeysAndAttributes.builder()
              .keys(List.of(key("Mars"), key("Pluto"), key("nowhere")))
              .consistentRead(true)
              .build();
      reads.add(
          new Read(
              "batch " + asked,
              c ->
                  c.batchGetItem(
                      r ->
                          r.requestItems(Map.of(NAME, ofIndexed, TABLE, ofPlanets))
                              .returnConsumedCapacity(capacity))));
      reads.add(
          new Read(
              "transaction " + asked,
              c ->
                  c.transactGetItems(
                      r ->
                          r.transactItems(transaction(projection, names))
                              .returnConsumedCapacity(capacity))));
    }
  }

  private static List<TransactGetItem> transaction(
      @Nullable String projection, @Nullable Map<String, String> names) {
    List<TransactGetItem> gets = new ArrayList<>();
    for (Map<String, AttributeValue> key : KEYS) {
      gets.add(
          TransactGetItem.builder()
              .get(
                  g ->
                      g.tableName(NAME)
                          .key(key)
                          .projectionExpression(projection)
                          .expressionAttributeNames(names))
              .build());
    }
    gets.add(TransactGetItem.builder().get(g -> g.tableName(TABLE).key(key("Pluto"))).build());
    return gets;
  }

  private static Read query(Index index, Select select, @Nullable String filter) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(NAME)
            .indexName(index.name)
            .keyConditionExpression("#k = :k")
            .select(select)
            .projectionExpression(projection(select))
            .filterExpression(filter)
            .expressionAttributeNames(names(filter, "#k", index.attribute))
            .expressionAttributeValues(values(filter, Map.of(":k", s(index.value))))
            .scanIndexForward(filter == null)
            .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
            .build();
    return new Read(request.toString(), c -> c.query(request));
  }

  private static Read scan(Index index, Select select, @Nullable String filter) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(NAME)
            .indexName(index.name)
            .select(select)
            .projectionExpression(projection(select))
            .filterExpression(filter)
            .expressionAttributeNames(filter == null ? null : Map.of("#s", "size"))
            .expressionAttributeValues(filter == null ? null : values(filter, Map.of()))
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build();
    return new Read(request.toString(), c -> c.scan(request));
  }

  private static @Nullable String projection(Select select) {
    return select == Select.SPECIFIC_ATTRIBUTES ? "id, note" : null;
  }

  private static Map<String, String> names(@Nullable String filter, String name, String of) {
    return filter == null ? Map.of(name, of) : Map.of(name, of, "#s", "size");
  }

  private static Map<String, AttributeValue> values(
      @Nullable String filter, Map<String, AttributeValue> others) {
    Map<String, AttributeValue> values = new HashMap<>(others);
    if (filter != null) {
      values.put(":b", s("b"));
      values.put(":s", s("3"));
    }
    return values;
  }

  /** Only the table and its local indexes can be read so. */
  private static Read consistent(Index index) {
    return new Read(
        "consistent " + index,
        c -> c.scan(r -> r.tableName(NAME).indexName(index.name).consistentRead(true)));
  }

  private static void keyConditions(List<Read> reads) {
    for (String condition :
        List.of(
            "id = :a AND #g = :g",
            "id = :a AND #g >= :g",
            "id = :a AND #g BETWEEN :g AND :h",
            "id = :a AND begins_with(#g, :g)",
            "id = :a AND #g <> :g")) {
      Map<String, AttributeValue> values =
          new HashMap<>(Map.of(":a", s("a"), ":g", s("2"), ":h", s("3")));
      values.keySet().removeIf(value -> !condition.contains(value));
      reads.add(
          new Read(
              condition,
              c ->
                  c.query(
                      r ->
                          r.tableName(NAME)
                              .keyConditionExpression(condition)
                              .expressionAttributeNames(Map.of("#g", "group"))
                              .expressionAttributeValues(values))));
    }
  }

  private static void segments(List<Read> reads) {
    for (int segment = 0; segment <= 3; segment++) {
      int of = segment;
      reads.add(
          new Read(
              "segment " + segment + " of 3",
              c -> c.scan(r -> r.tableName(NAME).segment(of).totalSegments(3))));
    }
  }

  private static @Nullable Map<String, String> names(@Nullable String projection) {
    if (projection == null) {
      return null;
    }
    Map<String, String> names = new HashMap<>(NAMES);
    Set<String> unused = new TreeSet<>(NAMES.keySet());
    unused.removeIf(projection::contains);
    names.keySet().removeAll(unused);
    return names.isEmpty() ? null : names;
  }
}
