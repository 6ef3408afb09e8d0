package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * What is told, and done elsewhere, when an attempt that may have been carried out is followed by
 * one in the same region that says that nothing was.
 */
@WithLocalRegions({"us-east-1", "us-west-2"})
class FaultSequencesTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-2";

  /** A busy machine's calls take long, and none of these need run out of time. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  /** How an attempt ends of which nobody can tell what became of it. */
  enum Unclear {
    LOST_REPLY(Fault.lostReply(), 1),
    SERVER_ERROR(Fault.internalServerError(), 0);

    // Nobody changes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Fault fault;

    private final int counted;

    Unclear(Fault fault, int counted) {
      this.fault = fault;
      this.counted = counted;
    }
  }

  static Stream<Arguments> sequences() {
    return Stream.of(ClientFace.values())
        .flatMap(face -> Stream.of(Unclear.values()).map(unclear -> Arguments.of(face, unclear)));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void update_whenAnUnclearAttemptIsFollowedByARefusal_thenIsNotSentElsewhere(
      ClientFace face, Unclear unclear, LocalRegions localRegions) {
    withClient(
        face,
        localRegions,
        (client, regions) -> {
          follow(regions.region(EAST), unclear);

          assertThatThrownBy(() -> count(client))
              .asInstanceOf(type(RegionsFailedException.class))
              .satisfies(e -> assertThat(e.writeMayHaveHappened()).isTrue());

          localRegions.heal();
          assertThat(counts(regions, EAST)).isEqualTo(unclear.counted);
          assertThat(counts(regions, WEST)).isZero();
        });
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void put_whenAnUnclearAttemptIsFollowedByAFailedCondition_thenSaysThatItMayHaveHappened(
      ClientFace face, Unclear unclear, LocalRegions localRegions) {
    withClient(
        face,
        localRegions,
        (client, regions) -> {
          regions.put(planet("Mars", 2));
          regions.region(EAST).inject(unclear.fault.onOperation("PutItem").times(1));

          assertThatThrownBy(
                  () ->
                      client.putItem(
                          r ->
                              r.tableName(ClientRegions.TABLE)
                                  .item(planet("Mars", 3))
                                  .conditionExpression("attribute_not_exists(moons)")))
              .asInstanceOf(type(RegionsFailedException.class))
              .satisfies(e -> assertThat(e.writeMayHaveHappened()).isTrue())
              .satisfies(
                  e ->
                      assertThat(e.getCause()).isInstanceOf(ConditionalCheckFailedException.class));
        });
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void transaction_whenAnUnclearAttemptIsFollowedByARefusal_thenThrowsItAsItIs(
      ClientFace face, Unclear unclear, LocalRegions localRegions) {
    withClient(
        face,
        localRegions,
        (client, regions) -> {
          regions.put(planet("Mars", 2));
          regions.region(EAST).inject(unclear.fault.onOperation("TransactWriteItems").times(1));

          TransactWriteItem put =
              TransactWriteItem.builder()
                  .put(
                      p ->
                          p.tableName(ClientRegions.TABLE)
                              .item(planet("Mars", 3))
                              .conditionExpression("attribute_not_exists(moons)"))
                  .build();

          assertThatThrownBy(() -> client.transactWriteItems(r -> r.transactItems(put)))
              .isInstanceOf(TransactionCanceledException.class);
        });
  }

  /** The first region's own second attempt finds the table gone, and the other refuses. */
  @ParameterizedTest
  @EnumSource
  void deleteTable_whenItsReplyIsLostAndAllThenRefuse_thenSaysThatItMayHaveHappened(
      ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client =
            face.open(regions, b -> b.replication(ReplicationMode.CLIENT).timeout(PATIENT))) {
      client.listTables();
      regions.region(EAST).inject(Fault.lostReply().onOperation("DeleteTable").times(1));
      regions.region(WEST).inject(Fault.accessDenied().onOperation("DeleteTable"));

      assertThatThrownBy(() -> client.deleteTable(r -> r.tableName(ClientRegions.TABLE)))
          .asInstanceOf(type(RegionsFailedException.class))
          .satisfies(e -> assertThat(e.writeMayHaveHappened()).isTrue())
          .satisfies(e -> assertThat(e).hasMessageContaining("was not carried out in"));
      assertThat(regions.bare(EAST).listTables().tableNames()).isEmpty();
    } finally {
      localRegions.heal();
    }
  }

  private static void withClient(
      ClientFace face, LocalRegions localRegions, BiConsumer<DynamoDbClient, ClientRegions> calls) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client = face.open(regions, b -> b.timeout(PATIENT))) {
      client.listTables();
      calls.accept(client, regions);
    } finally {
      localRegions.heal();
    }
  }

  private static void follow(LocalRegion region, Unclear unclear) {
    region.inject(
        unclear
            .fault
            .onOperation("UpdateItem")
            .times(1)
            .onHit(() -> region.inject(Fault.throttle())));
  }

  private static void count(DynamoDbClient client) {
    client.updateItem(
        r ->
            r.tableName(ClientRegions.TABLE)
                .key(key("Mars"))
                .updateExpression("ADD moons :one")
                .expressionAttributeValues(Map.of(":one", fromN("1"))));
  }

  private static int counts(ClientRegions regions, String region) {
    AttributeValue moons =
        regions
            .bare(region)
            .getItem(r -> r.tableName(ClientRegions.TABLE).key(key("Mars")))
            .item()
            .get("moons");
    return moons == null ? 0 : Integer.parseInt(moons.n());
  }
}
