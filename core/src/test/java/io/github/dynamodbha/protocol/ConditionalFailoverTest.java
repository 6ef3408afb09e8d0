package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.TransactionScene.cancelled;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Conditional writes whose judge fails: which region judges then, and what the caller is told. */
class ConditionalFailoverTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private static final Map<String, AttributeValue> THEIRS = live(others(30), "theirs");

  private final ProtocolScene scene = new ProtocolScene();
  private final JudgedWrites writes = new JudgedWrites(scene);

  @Test
  void put_whenTheFirstRegionIsDown_thenTheNextJudges() {
    scene.region(0).fail(ScriptedRegions.unknownHost());

    Written written = ended(writes.putIfAbsent("x"));

    assertThat(written.stored()).containsExactly("west", "south");
    assertThat(scene.held(1)).contains(live(written.version(), "x"));
  }

  @Test
  void put_whenTheFirstMayHaveCarriedItOutAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene.region(0).fail(PutItemRequest.class, 9, ScriptedRegions.timeout());
    scene.storeEverywhere(OLD);

    ProtocolScene.Told told = told(writes.putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told)
        .hasMessageContaining(
            "west holds another write's item, or one that its condition is against");
    assertThat(told.failures).containsOnlyKeys("east");
  }

  @Test
  void put_whenTheFirstDiesWithItsReplyAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene
        .region(0)
        .fail(PutItemRequest.class, 9, ScriptedRegions.afterUnclear(ScriptedRegions.unknownHost()));
    scene.storeEverywhere(OLD);

    assertThat(told(writes.putIfAbsent("x")).kind).isEqualTo("unknown");
  }

  /** What the repeated attempt saw proves nothing of the one before. */
  @Test
  void put_whenItIsRefusedWhileAnAttemptBeforeMayStillArrive_thenTheOutcomeIsUnknown() {
    scene
        .region(0)
        .fail(
            PutItemRequest.class,
            1,
            ScriptedRegions.afterUnclear(
                ConditionalCheckFailedException.builder().item(OLD).statusCode(400).build()));

    assertThat(told(writes.putIfAbsent("x")).kind).isEqualTo("unknown");
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void
      put_whenItIsRefusedOverATombstoneWhileAnAttemptBeforeMayStillArrive_thenTheOutcomeIsUnknown() {
    scene.storeEverywhere(tombstone(others(-20)));
    scene
        .region(0)
        .fail(
            PutItemRequest.class,
            1,
            ScriptedRegions.afterUnclear(
                ConditionalCheckFailedException.builder()
                    .item(tombstone(others(-20)))
                    .statusCode(400)
                    .build()));

    assertThat(told(writes.put("x", put -> put.conditionExpression("attribute_exists(id)"))).kind)
        .isEqualTo("unknown");
  }

  /** Whether the tombstone is gone by its own attempt can't be told once others wrote. */
  @Test
  void put_whenARepeatedAttemptFoundItsTombstoneGone_thenTheOutcomeIsUnknown() {
    Map<String, AttributeValue> tombstone = tombstone(others(-20));
    scene.storeEverywhere(tombstone);
    scene.region(0).before(PutItemRequest.class, () -> {});
    scene
        .region(0)
        .loseReply(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.afterUnclear(cancelled(tombstone)));
    scene.region(0).before(PutItemRequest.class, () -> scene.storeEverywhere(THEIRS));

    assertThat(told(writes.putIfAbsent("x")).kind).isEqualTo("unknown");
  }

  /** What it made may be what the other writer built on. */
  @Test
  void update_whenARepeatedAttemptFoundItsTombstoneGone_thenIsNotEvaluatedOverWhatCameThen() {
    Map<String, AttributeValue> tombstone = tombstone(others(-20));
    scene.storeEverywhere(tombstone);
    scene.region(0).before(UpdateItemRequest.class, () -> {});
    scene
        .region(0)
        .loseReply(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.afterUnclear(cancelled(tombstone)));
    scene.region(0).before(UpdateItemRequest.class, () -> scene.storeEverywhere(THEIRS));

    assertThat(told(writes.update(u -> {})).kind).isEqualTo("unknown");
    scene.assertAllHold(THEIRS);
  }

  @Test
  void put_whenTheFirstHasCarriedItOutAndItsReplyIsLost_thenTheNextDoesTheSame() {
    scene.region(0).loseReply(PutItemRequest.class, 1, ScriptedRegions.timeout());

    Written written = ended(writes.putIfAbsent("x"));

    scene.assertAllHold(live(written.version(), "x"));
    assertThat(written.stored()).contains("west", "south");
  }

  @Test
  void put_whenAllFail_thenEveryCauseIsTold() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(writes.putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
    assertThat(told).hasMessageContaining("The conditional write of table 'users' failed");
  }

  @Test
  void put_whenAllMayHaveCarriedItOut_thenTheOutcomeIsUnknown() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.timeout()));

    ProtocolScene.Told told = told(writes.putIfAbsent("x"));

    assertThat(told.kind).isEqualTo("unknown");
    assertThat(told).hasMessageContaining("no region says so");
  }

  @Test
  void put_whenTheRegionRefusesTheRequest_thenNoOtherIsAsked() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.region(0).fail(refusal);

    assertThat(failure(writes.putIfAbsent("x"))).isSameAs(refusal);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenTheJudgeIsThrottled_thenNoOtherJudges() {
    Throwable throttled = ScriptedRegions.error(400, "ProvisionedThroughputExceededException");
    scene.region(0).fail(throttled);

    assertThat(failure(writes.putIfAbsent("x"))).isSameAs(throttled);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void put_whenTheLastRegionHasAPassing5xx_thenItIsAskedOnceMore() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.region(1).fail(ScriptedRegions.unknownHost());
    scene
        .region(2)
        .loseReply(PutItemRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    Written written = ended(writes.putIfAbsent("x"));

    assertThat(written.stored()).containsExactly("south");
    assertThat(scene.held(2)).contains(live(written.version(), "x"));
  }

  @Test
  void put_whenASuspendedRegionComesFirst_thenAHealthyOneJudges() {
    scene.region(0).suspend();
    scene.store(0, live(others(-10), "stale"));

    Written written = ended(writes.putIfAbsent("x"));

    assertThat(written.stored()).contains("west", "south");
    assertThat(scene.region(1).asked(PutItemRequest.class).get(0).conditionExpression())
        .contains("attribute_not_exists(id)");
  }

  @Test
  void put_whenAlwaysOvertaken_thenGivesUp() {
    int[] seconds = {10};
    scene
        .region(0)
        .before(
            PutItemRequest.class,
            100,
            () -> scene.store(0, live(others(seconds[0] += 10), "theirs")));

    ProtocolScene.Told told =
        told(writes.put("x", p -> p.conditionExpression("attribute_exists(id)")));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("overtaken by other writers 16 times in east");
    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(16);
  }
}
