package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** The judging region carries a write out, and its answer is lost; asked again, it holds it. */
@WithLocalRegions
class LostValuesTest {
  private ClientRegions regions;
  private DynamoDbClient client;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    client =
        ClientFace.SYNC.open(
            regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT));
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
  }

  @Test
  void put_whenTheOldItemIsLost_thenSaysThatItWasStored() {
    loseOneReply("PutItem");

    requireLost(
        () ->
            client.putItem(
                r -> r.tableName(TABLE).item(planet("Mars", 3)).returnValues(ReturnValue.ALL_OLD)));
  }

  @Test
  void delete_whenTheOldItemIsLost_thenSaysThatItWasStored() {
    loseOneReply("PutItem");

    requireLost(
        () ->
            client.deleteItem(
                r -> r.tableName(TABLE).key(key("Mars")).returnValues(ReturnValue.ALL_OLD)));
  }

  @ParameterizedTest
  @EnumSource(
      value = ReturnValue.class,
      names = {"ALL_OLD", "UPDATED_OLD", "UPDATED_NEW"})
  void update_whenTheValuesAreLost_thenSaysThatItWasStored(ReturnValue values) {
    loseOneReply("UpdateItem");

    requireLost(() -> addOne(values));
  }

  @Test
  void update_whenTheNewItemIsLost_thenItIsReadAgain() {
    loseOneReply("UpdateItem");

    assertThat(addOne(ReturnValue.ALL_NEW).attributes()).isEqualTo(planet("Mars", 3));
  }

  @ParameterizedTest
  @EnumSource(
      value = ReturnValue.class,
      names = {"ALL_NEW", "UPDATED_NEW"})
  void update_ofADeletedItem_whoseImageCannotBeRead_saysThatItWasStored(ReturnValue values) {
    client.deleteItem(r -> r.tableName(TABLE).key(key("Mars")));
    regions.region("us-east-1").inject(Fault.accessDenied().onOperation("GetItem"));

    RegionsFailedException thrown =
        catchThrowableOfType(RegionsFailedException.class, () -> addOne(values));

    assertThat(thrown).isNotNull().hasMessageContaining("were lost with a reply");
    assertThat(thrown.carriedOutIn()).containsExactly("us-east-1");
  }

  @ParameterizedTest
  @EnumSource(
      value = ReturnValue.class,
      names = {"NONE", "ALL_OLD", "UPDATED_OLD"})
  void update_ofADeletedItem_whoseImageCannotBeRead_returnsThatThereWasNothing(ReturnValue values) {
    client.deleteItem(r -> r.tableName(TABLE).key(key("Mars")));
    regions.region("us-east-1").inject(Fault.accessDenied().onOperation("GetItem"));

    assertThat(addOne(values).hasAttributes()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = ReturnValue.class,
      names = {"ALL_OLD", "UPDATED_OLD", "UPDATED_NEW"})
  void update_ofAnItemThatIsGoneMeanwhile_returnsWhatItSaw(ReturnValue values) {
    // Between the update and the reading of its image.
    regions
        .region("us-east-1")
        .inject(
            Fault.latency(Duration.ZERO)
                .onOperation("GetItem")
                .times(1)
                .onHit(
                    () ->
                        regions
                            .bare("us-east-1")
                            .deleteItem(r -> r.tableName(TABLE).key(key("Mars")))));

    Map<String, AttributeValue> seen = addOne(values).attributes();

    assertThat(seen).containsEntry("moons", n(values == ReturnValue.UPDATED_NEW ? 3 : 2));
  }

  private UpdateItemResponse addOne(ReturnValue values) {
    return client.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("Mars"))
                .updateExpression("ADD moons :one")
                .expressionAttributeValues(Map.of(":one", n(1)))
                .returnValues(values));
  }

  private void loseOneReply(String operation) {
    regions.region("us-east-1").inject(Fault.lostReply().onOperation(operation).times(1));
  }

  private static void requireLost(Runnable write) {
    RegionsFailedException thrown = catchThrowableOfType(RegionsFailedException.class, write::run);

    assertThat(thrown).hasMessageContaining("were lost with a reply");
    assertThat(thrown.writeMayHaveHappened()).isTrue();
    assertThat(thrown.carriedOutIn()).contains("us-east-1", "us-west-1");
  }
}
