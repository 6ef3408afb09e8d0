package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.TransactionScene.ABSENT;
import static io.github.dynamodbha.protocol.TransactionScene.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Transactions whose judge fails: which region judges then, and what the caller is told. */
class TransactionFailoverTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private final ProtocolScene scene = new ProtocolScene();
  private final TransactionScene transactions = new TransactionScene(scene);

  @Test
  void transaction_whenTheFirstRegionIsDown_thenTheNextJudges() {
    scene.region(0).fail(ScriptedRegions.unknownHost());

    TransactionWritten written = ended(transactions.write(put("a", ABSENT)));

    assertThat(written.stored()).containsExactly("west", "south");
    assertThat(written.missed()).containsOnlyKeys("east");
    assertThat(transactions.held(1, "a")).isPresent();
  }

  @Test
  void transaction_whenTheFirstMayHaveCarriedItOutAndTheNextRefuses_thenTheOutcomeIsUnknown() {
    scene.storeEverywhere(OLD);
    scene.region(0).fail(TransactWriteItemsRequest.class, 9, ScriptedRegions.timeout());

    assertThat(told(transactions.write(put("a", ABSENT))).kind).isEqualTo("unknown");
  }

  @Test
  void transaction_whenAllFail_thenEveryCauseIsTold() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(transactions.write(put("a", null)));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
  }

  @Test
  void transaction_whenAllMayHaveCarriedItOut_thenTheOutcomeIsUnknown() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.timeout()));

    assertThat(told(transactions.write(put("a", null))))
        .hasMessageContaining("although no region says so");
  }

  @Test
  void transaction_whenTheJudgeIsThrottled_thenNoOtherJudges() {
    Throwable throttled = ScriptedRegions.error(400, "ProvisionedThroughputExceededException");
    scene.region(0).fail(throttled);

    assertThat(failure(transactions.write(put("a", null)))).isSameAs(throttled);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenRefusedAsARequest_thenNoOtherIsAsked() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.region(0).fail(refusal);

    assertThat(failure(transactions.write(put("a", null)))).isSameAs(refusal);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void transaction_whenTheLastRegionHasAPassing5xx_thenItIsAskedOnceMore() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.region(1).fail(ScriptedRegions.unknownHost());
    scene
        .region(2)
        .loseReply(
            TransactWriteItemsRequest.class, 1, ScriptedRegions.error(500, "InternalServerError"));

    assertThat(ended(transactions.write(put("a", ABSENT))).stored()).containsExactly("south");
    assertThat(transactions.held(2, "a")).isPresent();
  }

  @Test
  void transaction_whenTooFewStoreIt_thenSaysWhichDo() {
    scene.region(1).fail(ScriptedRegions.unknownHost());

    ProtocolScene.Told told =
        told(
            transactions
                .protocol(Acknowledge.ALL)
                .write(List.of(put("a", null)), scene.regions.deadline()));

    assertThat(told.kind).isEqualTo("not acknowledged");
    assertThat(told.stored).containsExactly("east", "south");
    assertThat(told.failures).containsOnlyKeys("west");
  }

  @Test
  void transaction_whenASuspendedRegionComesFirst_thenAHealthyOneJudges() {
    scene.region(0).suspend();
    scene.store(0, OLD);

    TransactionWritten written = ended(transactions.write(put("a", ABSENT)));

    assertThat(written.stored()).contains("west", "south");
  }

  @Test
  void transaction_whenAlwaysOvertaken_thenGivesUp() {
    int[] seconds = {10};
    scene
        .region(0)
        .before(
            TransactWriteItemsRequest.class,
            100,
            () -> scene.store(0, live(others(seconds[0] += 10), "theirs")));

    ProtocolScene.Told told = told(transactions.write(put("a", null)));

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("overtaken by other writers 16 times");
    assertThat(scene.region(0).asked(TransactWriteItemsRequest.class)).hasSize(16);
  }
}
