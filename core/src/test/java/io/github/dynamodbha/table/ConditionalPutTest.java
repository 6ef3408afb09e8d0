package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Put and delete with the SDK's own requests. */
@WithLocalRegions
class ConditionalPutTest {
  private static final Map<String, AttributeValue> MARS = Map.of("name", s("Mars"));

  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  @Test
  void put_whenTheConditionHolds_thenEveryRegionHoldsTheImage() {
    WriteResult result = table.put(ifAbsent(1));

    assertThat(result.storedIn()).containsExactly("us-east-1", "us-west-1");
    assertThat(regions.rawGet("us-east-1", "Mars"))
        .containsEntry("moons", n("1"))
        .isEqualTo(regions.rawGet("us-west-1", "Mars"));
  }

  @Test
  void put_whenTheConditionDoesNotHold_thenThrowsAsTheSdkDoesAndChangesNothing() {
    table.put(planet("Mars", 2));
    Map<String, AttributeValue> before = regions.rawGet("us-east-1", "Mars");

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);

    assertThat(regions.rawGet("us-east-1", "Mars")).isEqualTo(before);
    assertThat(regions.rawGet("us-west-1", "Mars")).isEqualTo(before);
  }

  @Test
  void put_ifAbsentAfterADelete_thenSucceedsSinceTheItemIsGone() {
    table.put(planet("Mars", 2));
    table.delete(ItemKey.of("Mars"));

    WriteResult result = table.put(ifAbsent(1));

    assertThat(result.isReplicated()).isTrue();
    assertThat(table.get(MARS)).contains(planet("Mars", 1));
  }

  @Test
  void put_ifPresentAfterADelete_thenFailsSinceTheItemIsGone() {
    table.put(planet("Mars", 2));
    table.delete(ItemKey.of("Mars"));

    assertThatThrownBy(() -> table.put(put(1).conditionExpression("attribute_exists(#n)").build()))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(table.get(MARS)).isEmpty();
  }

  @Test
  void put_ifPresentOverAnUnversionedTombstone_thenFails() {
    for (String region : regions.names()) {
      regions.rawPut(region, Map.of("name", s("Mars"), "deleted", n("1")));
    }

    assertThatThrownBy(() -> table.put(put(1).conditionExpression("attribute_exists(#n)").build()))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(table.put(ifAbsent(3)).isReplicated()).isTrue();
  }

  @Test
  void put_whenAnItemIsMarkedLiveByTheOldModule_thenItIsLive() {
    for (String region : regions.names()) {
      regions.rawPut(
          region,
          Map.of("name", s("Mars"), "deleted", n("0"), "last_updated", s("2013-05-01T10:00:00")));
    }

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(table.put(put(1).conditionExpression("attribute_exists(#n)").build()).isReplicated())
        .isTrue();
  }

  @Test
  void put_withReturnValues_thenReturnsTheOldItemWithoutSystemAttributes() {
    assertThat(table.put(put(1).returnValues(ReturnValue.ALL_OLD).build()).attributes()).isEmpty();
    assertThat(table.put(put(2).returnValues(ReturnValue.ALL_OLD).build()).attributes())
        .contains(planet("Mars", 1));
    table.delete(ItemKey.of("Mars"));
    assertThat(table.put(put(3).returnValues(ReturnValue.ALL_OLD).build()).attributes()).isEmpty();
  }

  @Test
  void put_whenTheOldItemIsWantedOnFailure_thenTheExceptionHoldsItWithoutSystemAttributes() {
    table.put(planet("Mars", 2));

    ConditionalCheckFailedException with =
        catchThrowableOfType(
            ConditionalCheckFailedException.class,
            () ->
                table.put(
                    ifAbsent(1).toBuilder()
                        .returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)
                        .build()));
    ConditionalCheckFailedException without =
        catchThrowableOfType(ConditionalCheckFailedException.class, () -> table.put(ifAbsent(1)));

    assertThat(with.item()).isEqualTo(planet("Mars", 2));
    assertThat(without.hasItem()).isFalse();
  }

  @Test
  void put_whenTheFirstRegionIsDown_thenTheNextOneJudges() {
    table.put(planet("Mars", 2));
    regions.region("us-east-1").inject(Fault.down());
    // Without connections that died with the region: what was sent on one of them may have arrived.
    table.close();
    table = regions.builder().build();

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    WriteResult result =
        table.put(
            put(3)
                .conditionExpression("#n = :mars AND moons = :two")
                .expressionAttributeValues(Map.of(":mars", s("Mars"), ":two", n("2")))
                .build());

    assertThat(result.storedIn()).containsExactly("us-west-1");
    assertThat(result.missedIn()).containsOnlyKeys("us-east-1");
  }

  @Test
  void put_whenTheReplyIsLostAndTheNextRegionRefuses_thenTheOutcomeIsUnknown() {
    // The put reaches us-east-1 and its reply is lost; us-west-1 holds an item by another writer.
    regions.rawPut("us-west-1", Map.of("name", s("Mars"), "moons", n("9")));
    regions.region("us-east-1").inject(Fault.lostReply());

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(WriteOutcomeUnknownException.class)
        .hasMessageContaining("us-east-1")
        .hasMessageContaining("read the item before you try again");
  }

  @Test
  void put_whenTheReplyIsLostOnce_thenTheRetryFindsItsOwnVersion() {
    regions.region("us-east-1").inject(Fault.lostReply().times(1));

    assertThat(table.put(ifAbsent(1)).isReplicated()).isTrue();
    assertThat(table.get(MARS)).contains(planet("Mars", 1));
  }

  @Test
  void put_whenAnotherWritersClockIsAhead_thenTheConditionIsJudgedAgainstItsItem() {
    for (String region : regions.names()) {
      regions.rawPut(
          region,
          Map.of(
              "name", s("Mars"),
              "moons", n("2"),
              "last_updated", s("2099-01-01T00:00:00.000000Z~00000000")));
    }

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(
            table
                .put(
                    put(3)
                        .conditionExpression("#n = :mars AND moons = :two")
                        .expressionAttributeValues(Map.of(":mars", s("Mars"), ":two", n("2")))
                        .build())
                .isReplicated())
        .isTrue();
    assertThat(table.get(MARS)).contains(planet("Mars", 3));
  }

  @Test
  void delete_withACondition_thenIsJudgedLikeAPut() {
    table.put(planet("Mars", 2));
    DeleteItemRequest.Builder delete =
        DeleteItemRequest.builder()
            .key(MARS)
            .conditionExpression("moons = :m")
            .returnValues(ReturnValue.ALL_OLD);

    assertThatThrownBy(
            () -> table.delete(delete.expressionAttributeValues(Map.of(":m", n("7"))).build()))
        .isInstanceOf(ConditionalCheckFailedException.class);
    WriteResult result =
        table.delete(delete.expressionAttributeValues(Map.of(":m", n("2"))).build());

    assertThat(result.attributes()).contains(planet("Mars", 2));
    assertThat(table.get(MARS)).isEmpty();
    assertThat(regions.rawGet("us-west-1", "Mars")).containsEntry("deleted", n("1"));
  }

  @Test
  void put_thatAsksForCapacity_thenReturnsThatOfTheJudgingRegion() {
    WriteResult result =
        table.put(put(1).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());

    assertThat(result.consumedCapacity().orElseThrow().capacityUnits()).isEqualTo(1.0);
    assertThat(result.isReplicated()).isTrue();
    assertThat(table.put(planet("Mars", 2)).consumedCapacity()).isEmpty();
  }

  @Test
  void requests_thatCannotBeCarriedOut_areRefusedWithTheCure() {
    assertThatThrownBy(() -> table.put(put(1).tableName("moons").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'moons'")
        .hasMessageContaining("leave the name out");
    assertThatThrownBy(
            () ->
                table.put(
                    put(1)
                        .expected(
                            Map.of(
                                "name",
                                software.amazon.awssdk.services.dynamodb.model
                                    .ExpectedAttributeValue.builder()
                                    .comparisonOperator(ComparisonOperator.NULL)
                                    .build()))
                        .build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ConditionExpression");
    assertThatThrownBy(() -> table.put(put(1).returnValues(ReturnValue.UPDATED_NEW).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ALL_OLD");
    assertThatThrownBy(
            () ->
                table.put(
                    put(1)
                        .conditionExpression("moons = :dynamodbha_number")
                        .expressionAttributeValues(Map.of(":dynamodbha_number", n("1")))
                        .build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(":dynamodbha_number is used by dynamodb-ha itself");
    assertThat(regions.rawGet("us-east-1", "Mars")).isEmpty();
  }

  private static PutItemRequest.Builder put(int moons) {
    return PutItemRequest.builder()
        .item(planet("Mars", moons))
        .expressionAttributeNames(Map.of("#n", "name"));
  }

  private static PutItemRequest ifAbsent(int moons) {
    return put(moons).conditionExpression("attribute_not_exists(#n)").build();
  }
}
