package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** What the replies to one round of a write mean. */
class WriteVerdictTest {
  private static final Version NEWER = Version.of(2_000_000, 1);
  private static final Version NEWEST = Version.of(3_000_000, 1);

  @Test
  void of_storedAndAlreadyStored_isSettled() {
    assertThat(decide(List.of(stored("a"), already("b"))))
        .isEqualTo(new WriteVerdict.Settled(List.of("a", "b"), Map.of()));
  }

  @Test
  void of_oneFailure_isSettledWithoutIt() {
    Failure failure =
        new Failure(FailureClass.REGION_SICK, "x", false, 1, new RuntimeException("x"));

    assertThat(decide(List.of(stored("a"), new Reply.Failed<>("b", Duration.ZERO, failure))))
        .isEqualTo(new WriteVerdict.Settled(List.of("a"), Map.of("b", failure)));
  }

  @Test
  void of_superseded_restampsAboveTheNewestOfAll() {
    assertThat(decide(List.of(stored("a"), superseded("b", NEWER), superseded("c", NEWEST))))
        .isInstanceOfSatisfying(
            WriteVerdict.Restamp.class,
            restamp -> {
              assertThat(restamp.seen()).isEqualTo(NEWEST);
              assertThat(restamp.stored()).containsExactly("a");
              assertThat(restamp.missed()).containsOnlyKeys("b", "c");
            });
  }

  @Test
  void of_supersededBySomethingThatWentAway_restamps() {
    assertThat(
            decide(
                List.of(new Reply.Answered<>("a", Duration.ZERO, new StampedPut.Superseded(null)))))
        .isInstanceOfSatisfying(
            WriteVerdict.Restamp.class, restamp -> assertThat(restamp.seen()).isNull());
  }

  @Test
  void of_supersededInTheLastRound_isMissedThere() {
    assertThat(decideLast(List.of(stored("a"), superseded("b", NEWER))))
        .isInstanceOfSatisfying(
            WriteVerdict.Settled.class,
            settled -> {
              assertThat(settled.stored()).containsExactly("a");
              assertThat(settled.missed()).containsOnlyKeys("b");
            });
  }

  @Test
  void of_supersededByAConcurrentWrite_countsAsStored() {
    assertThat(WriteVerdict.of(List.of(stored("a"), superseded("b", NEWER)), NEWER::equals, false))
        .isEqualTo(new WriteVerdict.Settled(List.of("a", "b"), Map.of()));
  }

  @Test
  void of_anUnusableVersion_isMissedThereAndNoReasonToRestamp() {
    ItemCopy unusable =
        copy(
            Map.of(
                "name", AttributeValue.fromS("Mars"), "last_updated", AttributeValue.fromN("1")));

    assertThat(
            decide(
                List.of(
                    stored("a"),
                    new Reply.Answered<>("b", Duration.ZERO, new StampedPut.Superseded(unusable)))))
        .isInstanceOfSatisfying(
            WriteVerdict.Settled.class,
            settled -> assertThat(settled.missed()).containsOnlyKeys("b"));
  }

  private static WriteVerdict decide(List<Reply<StampedPut>> replies) {
    return WriteVerdict.of(replies, held -> false, false);
  }

  private static WriteVerdict decideLast(List<Reply<StampedPut>> replies) {
    return WriteVerdict.of(replies, held -> false, true);
  }

  private static Reply<StampedPut> stored(String region) {
    return new Reply.Answered<>(
        region, Duration.ZERO, new StampedPut.Stored(PutItemResponse.builder().build()));
  }

  private static Reply<StampedPut> already(String region) {
    return new Reply.Answered<>(region, Duration.ZERO, new StampedPut.AlreadyStored());
  }

  private static Reply<StampedPut> superseded(String region, Version version) {
    ItemCopy held =
        copy(
            Map.of(
                "name",
                AttributeValue.fromS("Mars"),
                "last_updated",
                AttributeValue.fromS(version.text())));
    return new Reply.Answered<>(region, Duration.ZERO, new StampedPut.Superseded(held));
  }

  private static ItemCopy copy(Map<String, AttributeValue> image) {
    return ItemCopy.of(image, KeySchema.of("name"), ItemFormat.DEFAULT);
  }
}
