package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.Condition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReplicationGroupUpdate;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What a client can't do safely for tables that it replicates is refused, and nothing is sent. */
@WithLocalRegions
class ClientModeRefusalsTest {
  private ClientRegions regions;
  private DynamoDbClient client;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions).create();
    client =
        ClientFace.SYNC.open(
            regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT));
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
  }

  /** A call that is refused, and a word of its message. */
  private record Refused(String word, Consumer<DynamoDbClient> call) {
    @Override
    public String toString() {
      return word;
    }
  }

  static Stream<Refused> refusedCalls() {
    Condition two =
        Condition.builder()
            .comparisonOperator(ComparisonOperator.EQ)
            .attributeValueList(s("Mars"))
            .build();
    ExpectedAttributeValue absent = ExpectedAttributeValue.builder().exists(false).build();
    return Stream.of(
        new Refused(
            "Expected",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 1))
                            .expected(Map.of("moons", absent)))),
        new Refused(
            "Expected",
            c ->
                c.deleteItem(
                    r -> r.tableName(TABLE).key(key("Mars")).expected(Map.of("moons", absent)))),
        new Refused(
            "Expected",
            c ->
                c.updateItem(
                    r -> r.tableName(TABLE).key(key("Mars")).expected(Map.of("moons", absent)))),
        new Refused(
            "AttributeUpdates",
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .attributeUpdates(
                                Map.of(
                                    "moons",
                                    AttributeValueUpdate.builder()
                                        .action(AttributeAction.DELETE)
                                        .build())))),
        new Refused(
            "ConditionalOperator",
            c -> c.scan(r -> r.tableName(TABLE).conditionalOperator(ConditionalOperator.AND))),
        new Refused(
            "ScanFilter", c -> c.scan(r -> r.tableName(TABLE).scanFilter(Map.of("name", two)))),
        new Refused(
            "AttributesToGet", c -> c.scan(r -> r.tableName(TABLE).attributesToGet("moons"))),
        new Refused(
            "AttributesToGet",
            c -> c.getItem(r -> r.tableName(TABLE).key(key("Mars")).attributesToGet("moons"))),
        new Refused(
            "AttributesToGet",
            c ->
                c.batchGetItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                TABLE,
                                KeysAndAttributes.builder()
                                    .keys(List.of(key("Mars")))
                                    .attributesToGet("moons")
                                    .build())))),
        new Refused(
            "KeyConditions",
            c -> c.query(r -> r.tableName(TABLE).keyConditions(Map.of("name", two)))),
        new Refused(
            "QueryFilter", c -> c.query(r -> r.tableName(TABLE).queryFilter(Map.of("moons", two)))),
        new Refused(
            "ClientRequestToken",
            c -> c.transactWriteItems(r -> r.clientRequestToken("a").transactItems(put("Mars")))),
        new Refused(
            "ExecuteStatement", c -> c.executeStatement(r -> r.statement("SELECT * FROM planets"))),
        new Refused(
            "ARN",
            c ->
                c.getItem(
                    r ->
                        r.tableName("arn:aws:dynamodb:us-east-1:1:table/planets")
                            .key(key("Mars")))),
        new Refused(
            "goes to every region",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 1))
                            .overrideConfiguration(
                                CallOptions.builder().region("us-east-1").build().asOverride()))),
        new Refused(
            "NEWEST",
            c ->
                c.scan(
                    r ->
                        r.tableName(TABLE)
                            .overrideConfiguration(
                                CallOptions.builder()
                                    .readStrategy(ReadStrategy.NEWEST)
                                    .build()
                                    .asOverride()))),
        new Refused(
            "Global Tables",
            c ->
                c.updateTable(
                    r ->
                        r.tableName(TABLE)
                            .replicaUpdates(
                                ReplicationGroupUpdate.builder()
                                    .create(x -> x.regionName("eu-west-1"))
                                    .build()))));
  }

  private static TransactWriteItem put(String name) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(TABLE).item(planet(name, 1)).build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("refusedCalls")
  void call_thatCannotBeDoneSafely_isRefusedBeforeAnythingIsSent(Refused refused) {
    assertThatThrownBy(() -> refused.call.accept(client))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining(refused.word);
    regions.inEach(c -> assertThat(c.scan(r -> r.tableName(TABLE)).items()).isEmpty());
  }

  static Stream<Refused> reservedAttributes() {
    Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item =
        Map.of("name", s("Mars"), "orbit", ClientRegions.n(0), "deleted", s("no"));
    return Stream.of(
        new Refused("deleted", c -> c.putItem(r -> r.tableName(TABLE).item(item))),
        new Refused(
            "deleted",
            c ->
                c.batchWriteItem(
                    r ->
                        r.requestItems(
                            Map.of(
                                TABLE,
                                List.of(
                                    WriteRequest.builder()
                                        .putRequest(PutRequest.builder().item(item).build())
                                        .build()))))),
        new Refused(
            "deleted",
            c ->
                c.transactWriteItems(
                    r ->
                        r.transactItems(
                            TransactWriteItem.builder()
                                .put(p -> p.tableName(TABLE).item(item))
                                .build()))),
        new Refused(
            "last_updated",
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .updateExpression("SET last_updated = :x")
                            .expressionAttributeValues(Map.of(":x", s("x"))))),
        new Refused(
            "deleted",
            c ->
                c.updateItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .updateExpression("SET a.deleted = :x, #d = :x")
                            .expressionAttributeNames(Map.of("#d", "deleted"))
                            .expressionAttributeValues(Map.of(":x", s("x"))))),
        new Refused(
            "dynamodbha_",
            c ->
                c.scan(
                    r ->
                        r.tableName(TABLE)
                            .filterExpression("#dynamodbha_x = :a")
                            .expressionAttributeNames(Map.of("#dynamodbha_x", "moons"))
                            .expressionAttributeValues(Map.of(":a", s("x"))))));
  }

  @ParameterizedTest
  @MethodSource("reservedAttributes")
  void write_thatCarriesASystemAttribute_isRefused(Refused refused) {
    assertThatThrownBy(() -> refused.call.accept(client))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(refused.word);
    regions.inEach(c -> assertThat(c.scan(r -> r.tableName(TABLE)).items()).isEmpty());
  }
}
