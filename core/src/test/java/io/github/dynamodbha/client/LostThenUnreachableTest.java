package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A region dies with a write's reply, so that the SDK's second attempt finds it unreachable. */
@WithLocalRegions
class LostThenUnreachableTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private LocalRegions localRegions;
  private ClientRegions regions;

  @BeforeEach
  void create(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
    localRegions.heal();
  }

  static Stream<Arguments> clients() {
    return Stream.of(ClientFace.values())
        .flatMap(face -> Stream.of(ReplicationMode.values()).map(mode -> Arguments.of(face, mode)));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void put_whenEveryRegionDiesWithItsReply_thenSaysThatItMayHaveHappened(
      ClientFace face, ReplicationMode mode) {
    try (DynamoDbClient client = open(face, mode)) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Venus", 0)));
      dieWithReply(EAST, "PutItem");
      dieWithReply(WEST, "PutItem");

      RegionsFailedException thrown =
          failed(() -> client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2))));

      assertThat(thrown.writeMayHaveHappened()).isTrue();
      assertThat(thrown.legs())
          .anySatisfy(
              leg -> {
                assertThat(leg.region()).isEqualTo(EAST);
                assertThat(leg.mayHaveHappened()).isTrue();
              });
    }
  }

  /** The item that the second region holds may be the very one that the first has stored. */
  @ParameterizedTest
  @MethodSource("clients")
  void conditionalPut_whenTheFirstRegionDiesWithItsReplyAndTheNextRefuses_thenSaysBoth(
      ClientFace face, ReplicationMode mode) {
    try (DynamoDbClient client = open(face, mode)) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Venus", 0)));
      regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
      dieWithReply(EAST, "PutItem");

      RegionsFailedException thrown = failed(() -> putUnlessThere(client));

      assertThat(thrown.writeMayHaveHappened()).isTrue();
    }
  }

  @Test
  void globalTablePut_whenTheNextRegionRefuses_thenTheRefusalIsTheCause() {
    try (DynamoDbClient client = open(ClientFace.SYNC, ReplicationMode.GLOBAL_TABLES)) {
      regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
      dieWithReply(EAST, "PutItem");

      assertThat(failed(() -> putUnlessThere(client)))
          .hasCauseInstanceOf(ConditionalCheckFailedException.class);
    }
  }

  /** The transaction's token is known to the first region alone. */
  @Test
  void globalTableTransaction_whenTheNextRegionRefuses_thenSaysThatItMayHaveHappened() {
    try (DynamoDbClient client = open(ClientFace.SYNC, ReplicationMode.GLOBAL_TABLES)) {
      regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
      dieWithReply(EAST, "TransactWriteItems");
      TransactWriteItem put =
          TransactWriteItem.builder()
              .put(
                  p ->
                      p.tableName(TABLE)
                          .item(planet("Mars", 2))
                          .conditionExpression("attribute_not_exists(moons)"))
              .build();

      RegionsFailedException thrown =
          failed(() -> client.transactWriteItems(r -> r.transactItems(List.of(put))));

      assertThat(thrown.writeMayHaveHappened()).isTrue();
      assertThat(thrown).hasCauseInstanceOf(TransactionCanceledException.class);
    }
  }

  private DynamoDbClient open(ClientFace face, ReplicationMode mode) {
    return face.open(regions, b -> b.replication(mode).timeout(TwoWorlds.TIMEOUT));
  }

  private static void putUnlessThere(DynamoDbClient client) {
    client.putItem(
        r ->
            r.tableName(TABLE)
                .item(planet("Mars", 2))
                .conditionExpression("attribute_not_exists(moons)"));
  }

  private void dieWithReply(String name, String operation) {
    LocalRegion region = regions.region(name);
    region.inject(
        Fault.lostReply().onOperation(operation).times(1).onHit(() -> region.inject(Fault.down())));
  }

  private static RegionsFailedException failed(Runnable call) {
    return catchThrowableOfType(RegionsFailedException.class, call::run);
  }
}
