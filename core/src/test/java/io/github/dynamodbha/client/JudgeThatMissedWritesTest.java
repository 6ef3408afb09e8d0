package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The first region comes back from an outage, in which the second one acknowledged writes, and
 * judges again: by what is newest, and not by what it held before.
 */
@WithLocalRegions
class JudgeThatMissedWritesTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private ClientRegions regions;
  private HighlyAvailableDynamoDbClient client;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    client =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.CLIENT)
            .timeout(TwoWorlds.TIMEOUT)
            .build();
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    client.putItem(r -> r.tableName(TABLE).item(planet("Venus", 1)));
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
  }

  private void whileEastIsOut(Runnable writes) {
    client.regions().exclude(EAST);
    writes.run();
    client.regions().include(EAST);
  }

  private void addMoons(int moons) {
    client.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("Mars"))
                .updateExpression("ADD moons :some")
                .expressionAttributeValues(Map.of(":some", n(moons))));
  }

  private void put(String name, int moons) {
    client.putItem(r -> r.tableName(TABLE).item(planet(name, moons)));
  }

  private void delete(String name) {
    client.deleteItem(r -> r.tableName(TABLE).key(key(name)));
  }

  private Map<String, AttributeValue> raw(String region, String name) {
    return regions
        .bare(region)
        .getItem(r -> r.tableName(TABLE).key(key(name)).consistentRead(true))
        .item();
  }

  private void requireEverywhere(Map<String, AttributeValue> item) {
    String name = item.getOrDefault("name", n(0)).s();
    assertThat(TwoWorlds.visible(raw(EAST, name))).isEqualTo(item);
    assertThat(raw(WEST, name)).isEqualTo(raw(EAST, name));
  }

  @Test
  void update_buildsUponTheNewestItem() {
    whileEastIsOut(
        () -> {
          addMoons(10);
          addMoons(100);
        });

    addMoons(1000);

    requireEverywhere(planet("Mars", 1112));
  }

  @Test
  void update_afterTheFirstOne_buildsUponTheNewestItemOfAnotherClientToo() {
    whileEastIsOut(() -> put("Venus", 7));
    regions
        .bare(WEST)
        .putItem(
            r ->
                r.tableName(TABLE)
                    .item(
                        Map.of(
                            "name",
                            ClientRegions.s("Mars"),
                            "orbit",
                            n(0),
                            "moons",
                            n(50),
                            "last_updated",
                            ClientRegions.s("2999-01-01T00:00:00.000000Z~00000001"))));

    addMoons(1);

    requireEverywhere(planet("Mars", 51));
  }

  @Test
  void putIfAbsent_ofWhatTheRegionHasMissed_isRefused() {
    whileEastIsOut(() -> put("Pluto", 5));

    assertThatThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Pluto", 1))
                            .conditionExpression("attribute_not_exists(moons)")))
        .isInstanceOf(ConditionalCheckFailedException.class);
    requireEverywhere(planet("Pluto", 5));
  }

  @Test
  void putIfAbsent_ofWhatWasDeletedMeanwhile_isStored() {
    whileEastIsOut(() -> delete("Mars"));

    client.putItem(
        r ->
            r.tableName(TABLE)
                .item(planet("Mars", 1))
                .conditionExpression("attribute_not_exists(moons)"));

    requireEverywhere(planet("Mars", 1));
  }

  @Test
  void delete_returnsTheNewestItem() {
    whileEastIsOut(() -> put("Mars", 5));

    assertThat(
            client
                .deleteItem(
                    r -> r.tableName(TABLE).key(key("Mars")).returnValues(ReturnValue.ALL_OLD))
                .attributes())
        .isEqualTo(planet("Mars", 5));
  }

  @Test
  void update_ofWhatOnlyATombstoneIsKnownOf_winsOverTheTombstone() {
    whileEastIsOut(
        () -> {
          put("Pluto", 5);
          delete("Pluto");
        });

    client.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("Pluto"))
                .updateExpression("SET moons = :one")
                .expressionAttributeValues(Map.of(":one", n(1))));

    requireEverywhere(planet("Pluto", 1));
  }

  @Test
  void transaction_isJudgedByTheNewestItems() {
    whileEastIsOut(
        () -> {
          addMoons(10);
          put("Pluto", 5);
        });

    client.transactWriteItems(
        r ->
            r.transactItems(
                TransactWriteItem.builder()
                    .update(
                        u ->
                            u.tableName(TABLE)
                                .key(key("Mars"))
                                .updateExpression("ADD moons :one")
                                .expressionAttributeValues(Map.of(":one", n(1))))
                    .build(),
                TransactWriteItem.builder()
                    .conditionCheck(
                        c ->
                            c.tableName(TABLE)
                                .key(key("Pluto"))
                                .conditionExpression("attribute_exists(moons)"))
                    .build()));

    requireEverywhere(planet("Mars", 13));
    assertThatExceptionOfType(TransactionCanceledException.class)
        .isThrownBy(
            () ->
                client.transactWriteItems(
                    r ->
                        r.transactItems(
                            TransactWriteItem.builder()
                                .put(
                                    p ->
                                        p.tableName(TABLE)
                                            .item(planet("Pluto", 1))
                                            .conditionExpression("attribute_not_exists(moons)"))
                                .build())));
  }

  @Test
  void update_whenTheRegionMissedAWriteThatTooFewAcknowledged_buildsUponIt() {
    regions.region(EAST).inject(Fault.throttle().onOperation("PutItem"));
    CallOptions all = CallOptions.builder().acknowledge(Acknowledge.ALL).build();
    assertThatThrownBy(
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 40))
                            .overrideConfiguration(all.asOverride())))
        .isInstanceOf(RegionsFailedException.class);
    regions.region(EAST).heal();

    addMoons(1);

    requireEverywhere(planet("Mars", 41));
  }

  /** The region can't be brought up to date: then it does not judge. */
  @Test
  void update_whenTheRegionCannotCatchUp_isJudgedElsewhere() {
    whileEastIsOut(() -> addMoons(10));
    regions.region(EAST).inject(Fault.internalServerError().onOperation("PutItem"));

    addMoons(100);

    assertThat(TwoWorlds.visible(raw(WEST, "Mars"))).isEqualTo(planet("Mars", 112));
  }
}
