package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Settings and options of the client's own replication, and what it tells of misses. */
@WithLocalRegions
class ClientModeOptionsTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private LocalRegions localRegions;
  private ClientRegions regions;
  private HighlyAvailableDynamoDbClient client;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
    client =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.CLIENT)
            .timeout(TwoWorlds.TIMEOUT)
            .listener(
                new ClientListener() {
                  @Override
                  public void stored(String region, String operation) {
                    told.add(operation + " stored in " + region);
                  }

                  @Override
                  public void missed(String region, String operation, String reason) {
                    told.add(operation + " missed in " + region + ": " + reason);
                  }
                })
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
    localRegions.heal();
  }

  @Test
  void put_whenARegionIsDown_thenTellsWhoStoredAndWhoMissedIt() {
    localRegions.region(WEST).inject(Fault.down());
    List<CallDiagnostics> diagnostics = new ArrayList<>();
    CallOptions options = CallOptions.builder().diagnostics(diagnostics::add).build();

    client.putItem(
        r ->
            r.tableName(TABLE).item(planet("Mars", 2)).overrideConfiguration(options.asOverride()));

    assertThat(told).hasSize(2).contains("PutItem stored in " + EAST);
    assertThat(told.get(1)).startsWith("PutItem missed in " + WEST + ": ");
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.get(0).stored()).containsExactly(EAST);
    assertThat(diagnostics.get(0).missed()).containsExactly(WEST);
    assertThat(diagnostics.get(0).legs()).extracting(LegDiagnostics::region).contains(EAST, WEST);
  }

  @Test
  void put_thatMustBeInAllRegions_whenOneIsDown_thenSaysWhereItIs() {
    localRegions.region(WEST).inject(Fault.down());
    CallOptions all = CallOptions.builder().acknowledge(Acknowledge.ALL).build();

    RegionsFailedException failure =
        catchThrowableOfType(
            RegionsFailedException.class,
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 2))
                            .overrideConfiguration(all.asOverride())));

    assertThat(failure.carriedOutIn()).containsExactly(EAST);
    assertThat(failure.writeMayHaveHappened()).isTrue();
    assertThat(failure.legs()).extracting(LegDiagnostics::region).contains(WEST);
  }

  @Test
  void writes_whenARegionIsExcluded_thenGoToTheOthersOnly() {
    client.regions().exclude(EAST);

    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    client.deleteItem(r -> r.tableName(TABLE).key(key("Pluto")));

    assertThat(told)
        .containsExactly(
            "PutItem stored in " + WEST,
            "PutItem missed in " + EAST + ": excluded",
            "DeleteItem stored in " + WEST,
            "DeleteItem missed in " + EAST + ": excluded");
    assertThat(regions.bare(EAST).scan(r -> r.tableName(TABLE)).items()).isEmpty();
    assertThat(regions.bare(WEST).scan(r -> r.tableName(TABLE)).items()).hasSize(2);
  }

  @Test
  void delete_ofWhatIsNowhere_writesNothing() {
    client.deleteItem(r -> r.tableName(TABLE).key(key("Pluto")));
    client.batchWriteItem(
        r ->
            r.requestItems(
                Map.of(
                    TABLE,
                    List.of(
                        WriteRequest.builder()
                            .deleteRequest(DeleteRequest.builder().key(key("Venus")).build())
                            .build()))));

    regions.inEach(c -> assertThat(c.scan(r -> r.tableName(TABLE)).items()).isEmpty());
  }

  @Test
  void systemAttributes_whenNamedOtherwise_leaveTheUsualNamesToTheCaller() {
    try (HighlyAvailableDynamoDbClient other =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.CLIENT)
            .timeout(TwoWorlds.TIMEOUT)
            .versionAttribute("_v")
            .deletedAttribute("_d")
            .build()) {
      other.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
      other.updateItem(
          r ->
              r.tableName(TABLE)
                  .key(key("Mars"))
                  .updateExpression("SET deleted = :d, last_updated = :d")
                  .expressionAttributeValues(Map.of(":d", s("no"))));

      assertThat(other.getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
          .containsEntry("deleted", s("no"))
          .containsEntry("last_updated", s("no"))
          .doesNotContainKeys("_v", "_d");
    }
  }

  @Test
  void condition_overTheClientsOwnAttributes_seesThem() {
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));

    assertThatThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 3))
                            .conditionExpression("attribute_not_exists(last_updated)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
  }

  @Test
  void tables_areCreatedChangedAndDeletedInEveryRegion() {
    createMoons(client);
    client.updateTimeToLive(
        r ->
            r.tableName("moons")
                .timeToLiveSpecification(t -> t.enabled(true).attributeName("until")));

    regions.inEach(
        c ->
            assertThat(
                    c.describeTimeToLive(r -> r.tableName("moons"))
                        .timeToLiveDescription()
                        .attributeName())
                .isEqualTo("until"));
    assertThatThrownBy(() -> createMoons(client)).isInstanceOf(ResourceInUseException.class);

    client.deleteTable(r -> r.tableName("moons"));

    regions.inEach(c -> assertThat(c.listTables().tableNames()).containsExactly(TABLE));
    assertThatThrownBy(() -> client.deleteTable(r -> r.tableName("moons")))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> client.putItem(r -> r.tableName("moons").item(key("Mars"))))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  /** DynamoDB Local has no tags, and says so in each region that is asked. */
  @Test
  void tags_goToEveryRegion() {
    String arn = client.describeTable(r -> r.tableName(TABLE)).table().tableArn();
    List<Long> before = tagRequests();

    assertThatThrownBy(() -> client.tagResource(r -> r.resourceArn(arn).tags(tag("a", "b"))))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("DynamoDB Local");
    assertThatThrownBy(() -> client.untagResource(r -> r.resourceArn(arn).tagKeys("a")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("DynamoDB Local");

    assertThat(tagRequests()).isEqualTo(before.stream().map(requests -> requests + 1).toList());
  }

  private List<Long> tagRequests() {
    return Stream.of(EAST, WEST)
        .map(regions::region)
        .flatMap(r -> Stream.of(r.requests("TagResource"), r.requests("UntagResource")))
        .toList();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private static void createMoons(software.amazon.awssdk.services.dynamodb.DynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName("moons")
                .billingMode("PAY_PER_REQUEST")
                .keySchema(
                    KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("name")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  @Test
  void createTable_whenARegionHasItAlready_thenSaysWhereItWasDone() {
    createMoons(regions.bare(WEST));

    RegionsFailedException failure =
        catchThrowableOfType(RegionsFailedException.class, () -> createMoons(client));

    assertThat(failure.carriedOutIn()).containsExactly(EAST);
    assertThat(failure).hasMessageContaining("but not in [" + WEST + "]");
    assertThat(failure.legs())
        .extracting(LegDiagnostics::cause)
        .hasAtLeastOneElementOfType(ResourceInUseException.class);
  }

  @Test
  void statements_aboutATableThatTheClientReplicates_areRefusedInAMixedClientToo() {
    try (HighlyAvailableDynamoDbClient mixed =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.GLOBAL_TABLES)
            .replication(TABLE, ReplicationMode.CLIENT)
            .build()) {
      assertThatThrownBy(
              () -> mixed.executeStatement(r -> r.statement("SELECT * FROM \"planets\"")))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> mixed.executeStatement(r -> r.statement("SELECT * FROM others")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }
}
