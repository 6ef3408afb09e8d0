package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes that find something newer, and what they do to the copies that were stored by then. */
class RestampedWritesTest {
  private final ProtocolScene scene = new ProtocolScene();

  @Test
  void write_whenOneIsSilentAndAnotherHoldsSomethingNewer_thenHalfTheTimeIsLeftForTheNextRound() {
    scene.region(0).holdReply(PutItemRequest.class);
    scene.store(1, live(others(10), "theirs"));
    CompletableFuture<Written> write = scene.put("ours");

    scene.passTime();

    Written written = ended(write);
    assertThat(written.version()).isGreaterThan(others(10));
    assertThat(written.stored()).contains("west", "south");
    assertThat(scene.held(1)).contains(live(written.version(), "ours"));
  }

  @Test
  void write_whenALaterWriteOfOursCameBetween_thenItIsKeptAndThisOneIsDone() {
    Version[] later = new Version[1];
    scene
        .region(1)
        .before(
            PutItemRequest.class,
            () -> {
              later[0] = scene.clock.next();
              scene.store(1, live(later[0], "later"));
            });

    Written written = ended(scene.put("x"));

    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(scene.held(1)).contains(live(later[0], "later"));
    assertThat(scene.region(1).asked(PutItemRequest.class)).hasSize(1);
  }

  @Test
  void write_whenAVersionCannotBeRead_thenThatRegionHasMissedIt() {
    Map<String, AttributeValue> odd =
        with(ProtocolScene.item("odd"), "last_updated", AttributeValue.fromN("7"));
    scene.store(1, odd);

    Written written = ended(scene.put("x"));

    assertThat(written.stored()).containsExactly("east", "south");
    assertThat(Objects.requireNonNull(written.missed().get("west")).describe())
        .contains("last_updated");
    assertThat(scene.held(1)).contains(odd);
  }

  @Test
  void write_whenOthersAreFasterInEveryRound_thenThatRegionHasMissedIt() {
    int[] seconds = {10};
    for (int region = 0; region < 3; region++) {
      int here = region;
      scene
          .region(region)
          .before(
              PutItemRequest.class,
              100,
              () -> scene.store(here, live(others(seconds[0] += 10), "theirs")));
    }

    ProtocolScene.Told told = told(scene.put("x"));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("Other writers of the item were faster each time");
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(16);
  }

  @Test
  void write_whenALaterWriteReplacedItsFirstCopy_thenItIsNotWrittenOverThat() {
    // The west shows something newer, which an honest clock gave out; meanwhile another writer
    // builds on what this write stored in the east.
    Version newer = others(0);
    scene.regions.timer().advance(Duration.ofSeconds(1));
    Version built = others(1);
    scene
        .region(1)
        .before(
            PutItemRequest.class,
            () -> {
              scene.regions.timer().advance(Duration.ofSeconds(5).minusMillis(1));
              scene.store(0, live(others(2), "built on it"));
              scene.store(1, live(others(2), "built on it"));
            });

    Written written = ended(scene.put("x"));

    assertThat(built).isGreaterThan(newer);
    assertThat(scene.held(0)).contains(live(others(2), "built on it"));
    assertThat(written.stored()).contains("east");
    assertThat(written.version()).isLessThan(others(2));
  }

  @Test
  void write_whenAClockAheadMayHaveRepairedOverIt_thenTheCallerIsToldToRead() {
    Version ahead = others(3600);
    scene
        .region(1)
        .before(
            PutItemRequest.class,
            () -> {
              scene.store(0, live(ahead, "ahead"));
              scene.store(1, live(ahead, "ahead"));
            });

    ProtocolScene.Told told = told(scene.put("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told).hasMessageContaining("[east").hasMessageContaining(ahead.text());
    assertThat(scene.held(0)).contains(live(ahead, "ahead"));
  }

  @Test
  void write_whenItsFirstCopyIsStillThere_thenItIsReplacedByTheNewStamp() {
    scene.store(1, live(others(3600), "theirs"));

    Written written = ended(scene.put("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(scene.region(0).asked(PutItemRequest.class).get(1).conditionExpression())
        .doesNotContain("<");
  }

  @Test
  void write_whenNobodyCanSayWhetherItsFirstCopyIsStillThere_thenTheOutcomeIsUnknown() {
    scene.store(1, live(others(3600), "theirs"));
    scene.region(2).fail(ScriptedRegions.unknownHost());
    loseFirstRegionAfterItsPut();

    ProtocolScene.Told told = told(scene.put("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told).hasMessageContaining("[east]");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
    assertThat(scene.held(0).orElseThrow()).containsEntry("content", AttributeValue.fromS("x"));
    assertThat(scene.held(1)).contains(live(others(3600), "theirs"));
  }

  /** West may hold what the first round sent, whatever its second answer says. */
  @Test
  void write_whenARegionMayHaveStoredItInAnEarlierRound_thenThatIsNotForgotten() {
    scene.store(0, live(others(3600), "theirs"));
    scene.region(1).loseReply(PutItemRequest.class, 1, ScriptedRegions.timeout());
    scene.region(1).fail(PutItemRequest.class, 9, ScriptedRegions.unknownHost());
    scene.region(2).fail(ScriptedRegions.unknownHost());
    loseFirstRegionAfterItsPut();

    ProtocolScene.Told told = told(scene.put("x"));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(scene.held(1).orElseThrow()).containsEntry("content", AttributeValue.fromS("x"));
    assertThat(told.failures.get("west"))
        .matches(Failure::anyAttemptMayHaveHappened, "may have happened");
  }

  private void loseFirstRegionAfterItsPut() {
    int[] puts = {0};
    scene
        .region(0)
        .fail(
            request -> request instanceof PutItemRequest && ++puts[0] > 1,
            9,
            ScriptedRegions.unknownHost());
  }
}
