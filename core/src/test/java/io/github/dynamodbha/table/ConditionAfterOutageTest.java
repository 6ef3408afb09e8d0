package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** The first region judges conditions again after it missed writes: by what is newest. */
@WithLocalRegions
class ConditionAfterOutageTest {
  private static final String EAST = "us-east-1";

  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions.heal()).create();
    table = regions.builder().timeout(Duration.ofSeconds(20)).build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  /** The region goes on judging while it is short of capacity, so that no trial is waited for. */
  private void whileEastStoresNothing(Runnable writes) {
    regions.region(EAST).inject(Fault.throttle().onOperation("PutItem"));
    writes.run();
    regions.region(EAST).heal();
  }

  private void requireEverywhere(int moons) {
    assertThat(regions.rawGet(EAST, "Mars"))
        .containsAllEntriesOf(planet("Mars", moons))
        .isEqualTo(regions.rawGet("us-west-1", "Mars"));
  }

  private static PutItemRequest ifAbsent(int moons) {
    return PutItemRequest.builder()
        .item(planet("Mars", moons))
        .conditionExpression("attribute_not_exists(moons)")
        .build();
  }

  @Test
  void putIfAbsent_ofWhatTheRegionHasMissed_isRefused() {
    whileEastStoresNothing(
        () -> assertThat(table.put(planet("Mars", 5)).missedIn()).containsOnlyKeys(EAST));

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    requireEverywhere(5);
  }

  @Test
  void putIfAbsent_ofWhatWasDeletedMeanwhile_isStored() {
    table.put(planet("Mars", 2));
    whileEastStoresNothing(
        () -> assertThat(table.delete(ItemKey.of("Mars")).missedIn()).containsOnlyKeys(EAST));

    assertThat(table.put(ifAbsent(1)).isReplicated()).isTrue();
    requireEverywhere(1);
  }

  @Test
  void delete_returnsTheNewestItem() {
    table.put(planet("Mars", 2));
    whileEastStoresNothing(() -> table.put(planet("Mars", 5)));

    WriteResult deleted =
        table.delete(
            DeleteItemRequest.builder()
                .key(Map.of("name", s("Mars")))
                .returnValues(ReturnValue.ALL_OLD)
                .build());

    assertThat(deleted.attributes()).contains(planet("Mars", 5));
  }

  @Test
  void putIfAbsent_afterAWriteThatTooFewAcknowledged_isJudgedByIt() {
    try (HighlyAvailableTable strict =
        regions.builder().timeout(Duration.ofSeconds(20)).acknowledge(Acknowledge.ALL).build()) {
      whileEastStoresNothing(
          () ->
              assertThatThrownBy(() -> strict.put(planet("Mars", 5)))
                  .isInstanceOf(NotAcknowledgedException.class));

      assertThatThrownBy(() -> strict.put(ifAbsent(1)))
          .isInstanceOf(ConditionalCheckFailedException.class);
    }
    requireEverywhere(5);
  }

  @Test
  void putIfAbsent_afterAWriteThatNobodyAnswered_isJudgedByIt() {
    regions.region("us-west-1").inject(Fault.lostReply().onOperation("PutItem"));
    whileEastStoresNothing(
        () ->
            assertThatThrownBy(() -> table.put(planet("Mars", 5)))
                .isInstanceOf(NoRegionAvailableException.class));
    regions.region("us-west-1").heal();

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(ConditionalCheckFailedException.class);
    requireEverywhere(5);
  }
}
