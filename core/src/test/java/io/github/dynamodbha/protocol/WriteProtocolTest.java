package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.image;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** The write protocol as DESIGN.md, section 4, promises it. */
class WriteProtocolTest {
  private final ProtocolScene scene = new ProtocolScene();

  @Test
  void write_whenAllAreUp_thenAllStoreTheSameImage() {
    Written written = ended(scene.put("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(written.stored()).containsExactly("east", "west", "south");
    assertThat(written.missed()).isEmpty();
    assertThat(written.answer()).isNotNull();
    assertThat(written.judged()).isNull();
  }

  @Test
  void write_whenTheWriterKnowsANewerVersion_thenIsStampedAboveIt() {
    Version seen = others(3600);

    Written written = ended(scene.writes().write(image("x"), seen, scene.regions.deadline()));

    assertThat(written.version()).isGreaterThan(seen);
    assertThat(ended(scene.put("y")).version()).isGreaterThan(written.version());
  }

  @Test
  void write_whenARegionHoldsSomethingNewer_thenIsStampedAboveItEverywhere() {
    scene.store(1, live(others(10), "theirs"));

    Written written = ended(scene.put("ours"));

    assertThat(written.version()).isGreaterThan(others(10));
    scene.assertAllHold(live(written.version(), "ours"));
    assertThat(written.stored()).containsExactly("east", "west", "south");
  }

  @Test
  void write_whenAllHoldSomethingNewer_thenIsStampedAboveTheNewest() {
    scene.store(0, live(others(10), "theirs"));
    scene.store(1, live(others(30), "theirs"));
    scene.store(2, live(others(20), "theirs"));

    Written written = ended(scene.put("ours"));

    assertThat(written.version()).isGreaterThan(others(30));
    scene.assertAllHold(live(written.version(), "ours"));
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(2);
  }

  @Test
  void write_whenTheItemHasNoVersion_thenReplacesIt() {
    scene.storeEverywhere(ProtocolScene.item("old"));

    scene.assertAllHold(live(ended(scene.put("new")).version(), "new"));
  }

  @Test
  void write_whenItsFirstReplyWasLost_thenItsOwnVersionIsSuccess() {
    // A 5xx is tried once more, and the second try finds the first.
    scene
        .region(1)
        .loseReply(PutItemRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    Written written = ended(scene.put("x"));

    assertThat(written.stored()).containsExactly("east", "west", "south");
    scene.assertAllHold(live(written.version(), "x"));
  }

  @Test
  void write_whenOneFails_thenIsMissedThereWithTheCause() {
    scene.region(1).fail(ScriptedRegions.unknownHost());

    Written written = ended(scene.put("x"));

    assertThat(written.stored()).containsExactly("east", "south");
    assertThat(written.missed()).containsOnlyKeys("west");
    assertThat(Objects.requireNonNull(written.missed().get("west")).failureClass())
        .isEqualTo(FailureClass.REGION_SICK);
    assertThat(Objects.requireNonNull(written.missed().get("west")).describe()).contains("no host");
  }

  @Test
  void write_whenAllFail_thenOneExceptionCarriesEveryCause() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(scene.put("x"));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told)
        .hasMessageContaining("The write of table 'users' failed in every region")
        .hasMessageContaining("east: ")
        .hasMessageContaining("; south: ");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
  }

  @Test
  void write_whenAllRefuse_thenTheCallerGetsTheRegionsOwnAnswer() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.regions.all().forEach(region -> region.fail(refusal));

    assertThat(failure(scene.put("x"))).isSameAs(refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "ONE, 0, true",
    "ONE, 2, true",
    "ONE, 3, false",
    "QUORUM, 1, true",
    "QUORUM, 2, false",
    "ALL, 0, true",
    "ALL, 1, false"
  })
  void write_succeedsIfAsManyStoredItAsAcknowledgeAsksFor(
      Acknowledge acknowledge, int down, boolean success) {
    for (int region = 0; region < down; region++) {
      scene.region(region).fail(ScriptedRegions.unknownHost());
    }

    CompletableFuture<Written> write =
        scene.writes(acknowledge).write(image("x"), null, scene.regions.deadline());

    if (success) {
      assertThat(ended(write).stored()).hasSize(3 - down);
      assertThat(ended(write).missed()).hasSize(down);
    } else if (down < 3) {
      ProtocolScene.Told told = told(write);
      assertThat(told.kind).isEqualTo("not acknowledged");
      assertThat(told.stored).hasSize(3 - down);
      assertThat(told.failures).hasSize(down);
      assertThat(told)
          .hasMessageContaining("acknowledge=" + acknowledge + " requires ")
          .hasMessageContaining("south]");
    } else {
      assertThat(told(write).kind).isEqualTo("no region");
    }
  }

  @Test
  void write_whenRegionsAreLeftOut_thenAcknowledgeCountsThemToo() {
    WriteProtocol writes =
        new WriteProtocol(
            ScriptedRegions.TABLE,
            scene.items.subList(0, 2),
            5,
            scene.clock,
            Acknowledge.QUORUM,
            scene.errors);

    assertThat(told(writes.write(image("x"), null, scene.regions.deadline())).kind)
        .isEqualTo("not acknowledged");
  }

  @Test
  void write_whenARegionIsSuspended_thenItIsNotWaitedFor() {
    scene.region(1).suspend();
    scene.region(1).fail(ScriptedRegions.unknownHost());

    Written written = ended(scene.put("x"));

    assertThat(written.stored()).containsExactly("east", "south");
    assertThat(Objects.requireNonNull(written.missed().get("west")).reason())
        .isEqualTo("suspended");
  }

  @Test
  void write_whenARegionIsSuspendedButNeeded_thenItIsAskedAfterAll() {
    scene.region(1).suspend();

    CompletableFuture<Written> write =
        scene.writes(Acknowledge.ALL).write(image("x"), null, scene.regions.deadline());

    assertThat(ended(write).stored()).containsExactly("east", "west", "south");
  }

  @Test
  void write_whenAllAreSuspended_thenTheyAreAskedAllTheSame() {
    scene.regions.all().forEach(region -> region.suspend());

    assertThat(ended(scene.put("x")).stored()).isNotEmpty();
  }

  @Test
  void write_whenTheHealthyOnesFail_thenTheSuspendedIsAskedAfterAll() {
    scene.region(1).suspend();
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.region(2).fail(ScriptedRegions.unknownHost());

    assertThat(ended(scene.put("x")).stored()).containsExactly("west");
  }

  @Test
  void write_whenARegionKeepsSilent_thenTheCallEndsAtItsDeadline() {
    Runnable free = scene.region(1).holdReply(PutItemRequest.class);
    CompletableFuture<Written> write = scene.put("x");
    assertThat(write).isNotDone();

    scene.passTime();

    Written written = ended(write);
    assertThat(written.stored()).containsExactly("east", "south");
    assertThat(Objects.requireNonNull(written.missed().get("west")).failureClass())
        .isEqualTo(FailureClass.AMBIGUOUS);
    assertThat(Objects.requireNonNull(written.missed().get("west")).mayHaveHappened()).isTrue();
    free.run();
  }

  @Test
  void write_whenItsTimeIsOver_thenNothingIsSent() {
    var deadline = scene.regions.deadline();
    scene.regions.timer().advance(Duration.ofSeconds(5));

    ProtocolScene.Told told = told(scene.writes().write(image("x"), null, deadline));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(scene.region(0).asked()).isEmpty();
  }
}
