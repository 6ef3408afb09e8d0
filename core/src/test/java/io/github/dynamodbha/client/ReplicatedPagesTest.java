package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * All pages of queries and scans, by limits: page by page what the bare client reads while nothing
 * is deleted, and all in all after that.
 */
@WithLocalRegions
class ReplicatedPagesTest {
  private static final int ITEMS = 12;

  private record Pages(String name, Function<DynamoDbClient, List<DynamoDbResponse>> read) {}

  private static List<Pages> pages() {
    List<Pages> pages = new ArrayList<>();
    for (int limit = 1; limit <= 5; limit += 2) {
      for (String index : new String[] {null, "byColor", "byColorWhole"}) {
        ScanRequest scan =
            ScanRequest.builder()
                .tableName(IndexedTable.NAME)
                .indexName(index)
                .limit(limit)
                .build();
        pages.add(new Pages(scan.toString(), c -> scans(c, scan)));
      }
      for (boolean forward : new boolean[] {true, false}) {
        QueryRequest ofTable = query("id", "a").limit(limit).scanIndexForward(forward).build();
        pages.add(new Pages(ofTable.toString(), c -> queries(c, ofTable)));
        for (String index : List.of("bySize", "bySizeWhole")) {
          QueryRequest ofIndex = ofTable.toBuilder().indexName(index).build();
          pages.add(new Pages(ofIndex.toString(), c -> queries(c, ofIndex)));
        }
        for (String index : List.of("byColor", "byColorWhole")) {
          QueryRequest ofIndex =
              query("color", "red").indexName(index).limit(limit).scanIndexForward(forward).build();
          pages.add(new Pages(ofIndex.toString(), c -> queries(c, ofIndex)));
        }
      }
    }
    return pages;
  }

  private static QueryRequest.Builder query(String attribute, String value) {
    return QueryRequest.builder()
        .tableName(IndexedTable.NAME)
        .keyConditionExpression("#k = :k")
        .expressionAttributeNames(Map.of("#k", attribute))
        .expressionAttributeValues(Map.of(":k", s(value)));
  }

  private static List<DynamoDbResponse> scans(DynamoDbClient client, ScanRequest request) {
    List<DynamoDbResponse> pages = new ArrayList<>();
    ScanResponse page = client.scan(request);
    pages.add(page);
    while (page.hasLastEvaluatedKey()) {
      page = client.scan(request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
      pages.add(page);
    }
    return pages;
  }

  private static List<DynamoDbResponse> queries(DynamoDbClient client, QueryRequest request) {
    List<DynamoDbResponse> pages = new ArrayList<>();
    QueryResponse page = client.query(request);
    pages.add(page);
    while (page.hasLastEvaluatedKey()) {
      page = client.query(request.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
      pages.add(page);
    }
    return pages;
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void pages_withALimit_bringWhatTheBareClientReads(ClientFace face, LocalRegions localRegions) {
    try (TwoWorlds worlds = new TwoWorlds(face, localRegions)) {
      worlds.inBoth(ReplicatedPagesTest::fill);
      for (Pages pages : pages()) {
        assertThat(pages.read.apply(worlds.ours))
            .as(pages.name)
            .usingElementComparator((a, b) -> a.equalsBySdkFields(b) ? 0 : 1)
            .isEqualTo(pages.read.apply(worlds.bare));
      }

      worlds.inBoth(ReplicatedPagesTest::delete);
      for (Pages pages : pages()) {
        assertThat(items(pages, worlds.ours))
            .as(pages.name)
            .isNotEmpty()
            .isEqualTo(items(pages, worlds.bare));
      }
    }
  }

  private static void fill(DynamoDbClient client) {
    IndexedTable.create(client);
    for (int i = 0; i < ITEMS; i++) {
      Map<String, AttributeValue> item = new HashMap<>(key(i));
      item.put("color", s("red"));
      item.put("size", s(Integer.toString(ITEMS - i)));
      client.putItem(r -> r.tableName(IndexedTable.NAME).item(item));
    }
  }

  private static Map<String, AttributeValue> key(int number) {
    return IndexedTable.key(number % 2 == 0 ? "a" : "b" + number, Integer.toString(number));
  }

  private static void delete(DynamoDbClient client) {
    for (int i = 0; i < ITEMS; i++) {
      Map<String, AttributeValue> key = key(i);
      if (i % 3 != 0) {
        client.deleteItem(r -> r.tableName(IndexedTable.NAME).key(key));
      }
    }
  }

  /** The items of all pages, in their order. */
  private static List<String> items(Pages pages, DynamoDbClient client) {
    return pages.read.apply(client).stream()
        .flatMap(
            page ->
                page instanceof QueryResponse query
                    ? query.items().stream()
                    : ((ScanResponse) page).items().stream())
        .map(item -> new java.util.TreeMap<>(item).toString())
        .toList();
  }
}
