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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LateRepliesTest {
  private static final Version OLD = Version.of(1_000, 1);
  private static final Version OURS = Version.of(2_000, 1);
  private static final Version NEWER = Version.of(3_000, 2);
  private static final String REGION = "us-west-1";

  private final LateReplies late = new LateReplies();
  private final CompletableFuture<Reply<StampedPut>> firstRound = new CompletableFuture<>();

  LateRepliesTest() {
    assertThat(late.follow(firstRound)).isSameAs(firstRound);
  }

  @Test
  void reply_whenASuspendedRegionSaysLaterWhatItHolds_thenItIsHeard() {
    firstRound.complete(holding(NEWER));

    assertThat(late.with(List.of(missing()), OURS)).containsExactly(firstRound.join());
  }

  @Test
  void reply_whenWhatItHoldsIsOlderThanTheNewStamp_thenTheRegionHasMissedTheRound() {
    firstRound.complete(holding(OLD));
    Reply<StampedPut> missing = missing();

    assertThat(late.with(List.of(missing), OURS)).containsExactly(missing);
  }

  @Test
  void reply_whenALaterRoundsCallIsStillUnderWay_thenTheEarlierOnesIsHeard() {
    assertThat(late.follow(new CompletableFuture<>())).isNotDone();
    firstRound.complete(holding(NEWER));

    assertThat(late.with(List.of(missing()), OURS)).containsExactly(firstRound.join());
  }

  @Test
  void reply_whenItIsStillUnderWay_thenTheRegionHasMissedTheRound() {
    Reply<StampedPut> missing = missing();

    assertThat(late.with(List.of(missing), OURS)).containsExactly(missing);
  }

  @Test
  void reply_whenTheRoundHasAnAnswerOfItsOwn_thenThatOneCounts() {
    firstRound.complete(holding(NEWER));
    Reply<StampedPut> own =
        new Reply.Answered<>(REGION, Duration.ZERO, new StampedPut.AlreadyStored());

    assertThat(late.with(List.of(own), OURS)).containsExactly(own);
  }

  private static Reply<StampedPut> missing() {
    return new Reply.Failed<>(
        REGION,
        Duration.ZERO,
        new Failure(
            FailureClass.REGION_SICK, "suspended", false, 0, new IllegalStateException("down")));
  }

  private static Reply<StampedPut> holding(Version version) {
    ItemCopy copy =
        ItemCopy.of(
            Map.of(
                "id", AttributeValue.fromS("a"),
                "last_updated", AttributeValue.fromS(version.text())),
            KeySchema.of("id"),
            ItemFormat.DEFAULT);
    return new Reply.Answered<>(REGION, Duration.ZERO, new StampedPut.Superseded(copy));
  }
}
