package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.replica.BreakerState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Routing and failing over, over two regions that AWS would keep the same. */
@WithLocalRegions
class GlobalTablesTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private ClientRegions regions;
  private HighlyAvailableDynamoDbClient client;

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal());
    regions.create();
    client = regions.client();
  }

  @AfterEach
  void stop() {
    client.close();
    regions.close();
  }

  @Test
  void get_goesToTheFirstRegion() {
    regions.bare(EAST).putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));

    assertThat(get("Mars")).isEqualTo(planet("Mars", 2));
  }

  @Test
  void get_whenTheFirstRegionIsDown_thenGoesToTheSecond() {
    regions.put(planet("Mars", 2));
    regions.region(EAST).inject(Fault.down());
    List<CallDiagnostics> told = new CopyOnWriteArrayList<>();

    GetItemResponse response =
        client.getItem(
            r ->
                r.tableName(TABLE)
                    .key(key("Mars"))
                    .overrideConfiguration(
                        CallOptions.builder().diagnostics(told::add).build().asOverride()));

    assertThat(response.item()).isEqualTo(planet("Mars", 2));
    assertThat(told.get(0).legs())
        .extracting(LegDiagnostics::region, LegDiagnostics::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(EAST, "connection refused"),
            org.assertj.core.groups.Tuple.tuple(WEST, "answered"));
  }

  @Test
  void put_whenTheFirstRegionIsDown_thenGoesToTheSecond() {
    regions.region(EAST).inject(Fault.down());

    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));

    assertThat(regions.bare(WEST).getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
        .isEqualTo(planet("Mars", 2));
  }

  @Test
  void put_whenNobodyKnowsWhetherItHappened_thenGoesNowhereElseAndSaysSo() {
    regions.region(EAST).inject(Fault.hang());

    RegionsFailedException failure =
        catchThrowableOfType(
            RegionsFailedException.class,
            () -> client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2))));

    assertThat(failure.writeMayHaveHappened()).isTrue();
    assertThat(failure.legs()).extracting(LegDiagnostics::region).containsExactly(EAST);
    assertThat(failure).hasMessageContaining("PutItem on planets may or may not");
    assertThat(regions.bare(WEST).getItem(r -> r.tableName(TABLE).key(key("Mars"))).hasItem())
        .isFalse();
  }

  @Test
  void put_whenTheConditionFails_thenThrowsItAsItIs() {
    regions.put(planet("Mars", 2));

    assertThatExceptionOfType(ConditionalCheckFailedException.class)
        .isThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 3))
                            .conditionExpression("attribute_not_exists(#n)")
                            .expressionAttributeNames(Map.of("#n", "name"))));
  }

  @Test
  void get_whenTheTableIsMissingInTheFirstRegion_thenGoesToTheSecond() {
    regions.put(planet("Mars", 2));
    regions.bare(EAST).deleteTable(r -> r.tableName(TABLE));

    assertThat(get("Mars")).isEqualTo(planet("Mars", 2));
  }

  @Test
  void get_whenTheTableIsMissingEverywhere_thenThrowsWhatDynamoDbSays() {
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> client.getItem(r -> r.tableName("nowhere").key(key("Mars"))));
  }

  @Test
  void get_whenEveryRegionIsDown_thenNamesEachOfThem() {
    regions.region(EAST).inject(Fault.down());
    regions.region(WEST).inject(Fault.down());

    RegionsFailedException failure =
        catchThrowableOfType(RegionsFailedException.class, () -> get("Mars"));

    assertThat(failure.legs()).extracting(LegDiagnostics::region).containsExactly(EAST, WEST);
    assertThat(failure.legs()).allSatisfy(leg -> assertThat(leg.cause()).isNotNull());
    assertThat(failure.writeMayHaveHappened()).isFalse();
  }

  @Test
  void excludedRegion_getsNoCall() {
    regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));

    client.regions().exclude(EAST);

    assertThat(get("Mars")).isEqualTo(planet("Mars", 2));
    assertThat(client.regions().excluded()).containsExactly(EAST);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> client.regions().exclude(WEST));
    client.regions().include(EAST);
    assertThat(get("Mars")).isEmpty();
  }

  @Test
  void changeOfTables_whenTheFirstRegionIsDown_thenGoesToNoOther() {
    client.listTables();
    regions.region(EAST).inject(Fault.down());
    while (client.regions().breaker(EAST, false) != BreakerState.OPEN) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    }

    assertThatExceptionOfType(RegionsFailedException.class)
        .isThrownBy(() -> client.deleteTable(r -> r.tableName(TABLE)))
        .withMessageContaining("name that with CallOptions.region")
        .satisfies(
            e -> assertThat(e.legs()).extracting(LegDiagnostics::region).containsExactly(EAST));
    assertThat(client.listTables().tableNames()).containsExactly(TABLE);

    client.regions().exclude(EAST);
    client.deleteTable(r -> r.tableName(TABLE));
    assertThat(client.listTables().tableNames()).isEmpty();
  }

  @Test
  void options_ofTablesThatTheClientReplicates_areRefusedBeforeAnythingIsSent() {
    CallOptions newest = CallOptions.builder().readStrategy(ReadStrategy.NEWEST).build();
    CallOptions all = CallOptions.builder().acknowledge(Acknowledge.ALL).build();

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                client.getItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .overrideConfiguration(newest.asOverride())))
        .withMessageContaining("GetItem on planets asks for ReadStrategy.NEWEST")
        .withMessageContaining("leave readStrategy out");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 2))
                            .overrideConfiguration(all.asOverride())))
        .withMessageContaining("Acknowledge.ALL")
        .withMessageContaining("leave acknowledge out");
    assertThat(get("Mars")).isEmpty();
  }

  @Test
  void options_thatSayWhatIsDoneAnyway_areTaken() {
    CallOptions options =
        CallOptions.builder()
            .readStrategy(ReadStrategy.NEAREST)
            .acknowledge(Acknowledge.ONE)
            .build();

    client.putItem(
        r ->
            r.tableName(TABLE).item(planet("Mars", 2)).overrideConfiguration(options.asOverride()));

    assertThat(
            client
                .getItem(
                    r ->
                        r.tableName(TABLE)
                            .key(key("Mars"))
                            .overrideConfiguration(options.asOverride()))
                .item())
        .isEqualTo(planet("Mars", 2));
  }

  @Test
  void pages_whenTheFirstRegionIsExcludedMeanwhile_thenAreRefusedRatherThanMixed() {
    for (int i = 0; i < 3; i++) {
      regions.put(Map.of("name", s("Mars"), "orbit", ClientRegions.n(i)));
    }
    QueryResponse first = client.query(r -> moons(r));

    client.regions().exclude(EAST);

    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(() -> client.query(r -> moons(r).exclusiveStartKey(first.lastEvaluatedKey())))
        .withMessageContaining("us-east-1, which gave its page token, but that region is excluded");
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(
            () ->
                client.query(
                    r ->
                        moons(r)
                            .exclusiveStartKey(first.lastEvaluatedKey())
                            .overrideConfiguration(
                                CallOptions.builder().region(WEST).build().asOverride())))
        .withMessageContaining("the page token was given by region us-east-1");
    assertThat(client.queryPaginator(r -> moons(r)).items()).hasSize(3);
  }

  @Test
  void paginatorsAndWaiters_work() {
    for (int i = 0; i < 3; i++) {
      regions.put(Map.of("name", s("Mars"), "orbit", ClientRegions.n(i)));
    }

    assertThat(client.queryPaginator(r -> moons(r)).items()).hasSize(3);
    assertThat(client.scanPaginator(r -> r.tableName(TABLE).limit(1)).items()).hasSize(3);
    assertThat(client.waiter().waitUntilTableExists(r -> r.tableName(TABLE)).matched().response())
        .isPresent();
    assertThat(client.listTables().tableNames()).isEqualTo(List.of(TABLE));
    assertThat(client.serviceName()).isEqualTo("dynamodb");
    assertThat(client.serviceClientConfiguration().region().id()).isEqualTo(EAST);
  }

  private static software.amazon.awssdk.services.dynamodb.model.QueryRequest.Builder moons(
      software.amazon.awssdk.services.dynamodb.model.QueryRequest.Builder request) {
    return request
        .tableName(TABLE)
        .keyConditionExpression("#n = :n")
        .expressionAttributeNames(Map.of("#n", "name"))
        .expressionAttributeValues(Map.of(":n", s("Mars")))
        .limit(1);
  }

  private Map<String, AttributeValue> get(String name) {
    return client.getItem(r -> r.tableName(TABLE).key(key(name)).consistentRead(true)).item();
  }
}
