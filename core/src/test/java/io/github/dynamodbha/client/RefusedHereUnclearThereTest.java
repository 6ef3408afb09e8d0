package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One region refuses a write, and the other may have stored it without having said so. */
@WithLocalRegions
class RefusedHereUnclearThereTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private LocalRegions localRegions;
  private ClientRegions regions;
  private DynamoDbClient client;

  @BeforeEach
  void open(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
    client = newClient();
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
  }

  private DynamoDbClient newClient() {
    return ClientFace.SYNC.open(
        regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT));
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
    localRegions.heal();
  }

  /** A write that makes a Mars of three moons, or a tombstone. */
  private record Write(String name, Consumer<DynamoDbClient> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> writes() {
    Stream<Write> writes =
        Stream.of(
            new Write("put", c -> c.putItem(r -> r.tableName(TABLE).item(planet("Mars", 3)))),
            new Write("delete", c -> c.deleteItem(r -> r.tableName(TABLE).key(key("Mars")))),
            new Write(
                "batch",
                c ->
                    c.batchWriteItem(
                        r ->
                            r.requestItems(
                                Map.of(TABLE, List.of(BatchParts.put(planet("Mars", 3))))))));
    return writes.flatMap(
        write -> Stream.of(EAST, WEST).map(refusing -> Arguments.of(write, refusing)));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_whenOneRegionRefusesAndTheOthersReplyIsLost_thenSaysThatItMayHaveHappened(
      Write write, String refusing) {
    String unclear = refusing.equals(EAST) ? WEST : EAST;
    regions.region(refusing).inject(Fault.accessDenied().onOperation("PutItem"));
    regions.region(unclear).inject(Fault.lostReply().onOperation("PutItem"));

    RegionsFailedException thrown =
        catchThrowableOfType(RegionsFailedException.class, () -> write.call.accept(client));

    assertThat(thrown).isNotNull();
    assertThat(thrown.writeMayHaveHappened()).isTrue();
    assertThat(thrown.legs()).extracting(LegDiagnostics::region).contains(EAST, WEST);
    assertThat(
            TwoWorlds.visible(
                regions
                    .bare(unclear)
                    .getItem(r -> r.tableName(TABLE).key(key("Mars")).consistentRead(true))
                    .item()))
        .as("it did happen")
        .isNotEqualTo(planet("Mars", 2));
  }

  @ParameterizedTest
  @MethodSource("writes")
  void write_whenOneRegionRefusesAndTheOtherCannotBeReached_thenIsRefused(
      Write write, String refusing) {
    regions.region(refusing).inject(Fault.accessDenied().onOperation("PutItem"));
    regions.region(refusing.equals(EAST) ? WEST : EAST).inject(Fault.down());

    // It has no connection that dies with the region, and on which a write might have arrived.
    try (DynamoDbClient unconnected = newClient()) {
      assertThat(catchThrowable(() -> write.call.accept(unconnected)))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              refused ->
                  assertThat(refused.awsErrorDetails().errorCode())
                      .isEqualTo("AccessDeniedException"));
    }
  }

  @Test
  void judgedWrite_whenTheReplyIsLostAndTheNextJudgeSaysNo_thenSaysThatItMayHaveHappened() {
    regions
        .bare(WEST)
        .updateItem(
            r ->
                r.tableName(TABLE)
                    .key(key("Mars"))
                    .updateExpression("SET moons = :five")
                    .expressionAttributeValues(Map.of(":five", n(5))));
    regions.region(EAST).inject(Fault.lostReply().onOperation("PutItem", "GetItem"));

    RegionsFailedException thrown =
        catchThrowableOfType(
            RegionsFailedException.class,
            () ->
                client.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 3))
                            .conditionExpression("moons = :two")
                            .expressionAttributeValues(Map.of(":two", n(2)))));

    assertThat(thrown).isNotNull();
    assertThat(thrown.writeMayHaveHappened()).isTrue();
  }

  static Stream<Write> judged() {
    Map<String, AttributeValue> two = Map.of(":two", n(2));
    TransactWriteItem put =
        TransactWriteItem.builder()
            .put(
                p ->
                    p.tableName(TABLE)
                        .item(planet("Mars", 3))
                        .conditionExpression("moons = :two")
                        .expressionAttributeValues(two))
            .build();
    return Stream.of(
        new Write(
            "PutItem",
            c ->
                c.putItem(
                    r ->
                        r.tableName(TABLE)
                            .item(planet("Mars", 3))
                            .conditionExpression("moons = :two")
                            .expressionAttributeValues(two))),
        new Write("TransactWriteItems", c -> c.transactWriteItems(r -> r.transactItems(put))));
  }

  @ParameterizedTest
  @MethodSource("judged")
  void judgedWrite_whenTheRegionDiesWithItsReplyAndTheNextJudgeSaysNo_thenSaysThatItMayHaveHappened(
      Write write) {
    regions.bare(WEST).deleteItem(r -> r.tableName(TABLE).key(key("Mars")));
    regions
        .region(EAST)
        .inject(
            Fault.lostReply()
                .onOperation(write.name())
                .onHit(() -> regions.region(EAST).inject(Fault.down())));

    RegionsFailedException thrown =
        catchThrowableOfType(RegionsFailedException.class, () -> write.call.accept(client));

    assertThat(thrown).isNotNull();
    assertThat(thrown.writeMayHaveHappened()).isTrue();
    regions.region(EAST).heal();
    assertThat(
            TwoWorlds.visible(
                regions
                    .bare(EAST)
                    .getItem(r -> r.tableName(TABLE).key(key("Mars")).consistentRead(true))
                    .item()))
        .as("it did happen")
        .isEqualTo(planet("Mars", 3));
  }
}
