package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.s;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * Names and values that no expression uses, maps of them that are empty, and expressions that are
 * missing: refused as the bare client's are, although the client has expressions of its own.
 */
@WithLocalRegions
class BadReadPlaceholdersTest {
  private static final String EXISTS = "attribute_exists(moons)";
  private static final Map<String, AttributeValue> USED = Map.of(":a", n(1));
  private static final Map<String, String> UNUSED = Map.of("#a", "moons");

  private final Map<String, Function<DynamoDbClient, DynamoDbResponse>> calls =
      new LinkedHashMap<>();

  @Test
  void reads_withPlaceholdersThatNothingUses_areRefusedAsTheBareClientsAre(
      LocalRegions localRegions) {
    reads();
    pages();
    SameReplies.assertSame(localRegions, calls);
  }

  private void reads() {
    calls.put(
        "get: no names, and nothing to name",
        c ->
            c.getItem(r -> r.tableName(TABLE).key(key("Mars")).expressionAttributeNames(Map.of())));
    calls.put(
        "get: no name",
        c ->
            c.getItem(
                r ->
                    r.tableName(TABLE)
                        .key(key("Mars"))
                        .projectionExpression("moons")
                        .expressionAttributeNames(Map.of())));
    calls.put(
        "get: unused name",
        c ->
            c.getItem(
                r ->
                    r.tableName(TABLE)
                        .key(key("Mars"))
                        .projectionExpression("orbit")
                        .expressionAttributeNames(UNUSED)));
    calls.put(
        "get: empty projection",
        c -> c.getItem(r -> r.tableName(TABLE).key(key("Mars")).projectionExpression("")));
    for (Map<String, String> names : List.of(Map.<String, String>of(), UNUSED)) {
      calls.put(
          "batch get: " + names,
          c ->
              c.batchGetItem(
                  r ->
                      r.requestItems(
                          Map.of(
                              TABLE,
                              KeysAndAttributes.builder()
                                  .keys(List.of(key("Mars")))
                                  .projectionExpression("orbit")
                                  .expressionAttributeNames(names)
                                  .build()))));
      calls.put(
          "transaction get: " + names,
          c ->
              c.transactGetItems(
                  r ->
                      r.transactItems(
                          TransactGetItem.builder()
                              .get(
                                  g ->
                                      g.tableName(TABLE)
                                          .key(key("Mars"))
                                          .projectionExpression("orbit")
                                          .expressionAttributeNames(names))
                              .build())));
    }
  }

  private void pages() {
    calls.put("scan: empty filter", c -> c.scan(r -> r.tableName(TABLE).filterExpression("")));
    calls.put(
        "scan: names without expression",
        c -> c.scan(r -> r.tableName(TABLE).expressionAttributeNames(UNUSED)));
    calls.put(
        "scan: values without expression",
        c -> c.scan(r -> r.tableName(TABLE).expressionAttributeValues(USED)));
    calls.put(
        "scan: no names",
        c ->
            c.scan(
                r ->
                    r.tableName(TABLE)
                        .filterExpression(EXISTS)
                        .expressionAttributeNames(Map.of())));
    calls.put(
        "scan: no values",
        c ->
            c.scan(
                r ->
                    r.tableName(TABLE)
                        .filterExpression(EXISTS)
                        .expressionAttributeValues(Map.of())));
    calls.put(
        "scan: no names, and nothing to name",
        c -> c.scan(r -> r.tableName(TABLE).expressionAttributeNames(Map.of())));
    calls.put(
        "scan: values for a projection",
        c ->
            c.scan(
                r ->
                    r.tableName(TABLE)
                        .projectionExpression("moons")
                        .expressionAttributeValues(USED)));
    calls.put(
        "scan: count of a projection",
        c -> c.scan(r -> r.tableName(TABLE).select(Select.COUNT).projectionExpression("moons")));
    calls.put("scan: segment of nothing", c -> c.scan(r -> r.tableName(TABLE).segment(1)));
    calls.put("scan: no limit", c -> c.scan(r -> r.tableName(TABLE).limit(0)));
    for (String filter : new String[] {"", EXISTS, "orbit > :a"}) {
      calls.put(
          "query: filter " + filter,
          c ->
              c.query(
                  r ->
                      r.tableName(TABLE)
                          .keyConditionExpression("#n = :n")
                          .filterExpression(filter)
                          .expressionAttributeNames(Map.of("#n", "name"))
                          .expressionAttributeValues(Map.of(":n", s("Mars"), ":a", n(0)))));
    }
    calls.put(
        "query: no names",
        c ->
            c.query(
                r ->
                    r.tableName(TABLE)
                        .keyConditionExpression("orbit = :a")
                        .expressionAttributeNames(Map.of())
                        .expressionAttributeValues(USED)));
  }
}
