package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.KEY;
import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Reads that the first region answers, or the next. */
class NearestReadsTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private static final Map<String, AttributeValue> NEW = live(others(-10), "new");

  private final ProtocolScene scene = new ProtocolScene();

  private final ReadRepair repair = new ReadRepair();

  private final ReadProtocol reads =
      new ReadProtocol(ScriptedRegions.TABLE, scene.items, repair, scene.errors);

  private CompletableFuture<Optional<ItemCopy>> nearest() {
    return reads.nearest(KEY, true, scene.regions.deadline(), Dispatch.REGION_THREAD);
  }

  @Test
  void nearest_thenIsWhatTheFirstRegionHoldsAndNoOtherIsAsked() {
    scene.store(0, OLD);
    scene.store(1, NEW);

    assertThat(ended(nearest()).orElseThrow().image()).isEqualTo(OLD);
    assertThat(scene.region(1).asked()).isEmpty();
    scene.assertNoWrites();
  }

  @Test
  void nearest_whenTheFirstIsDown_thenTheNextAnswers() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.store(1, NEW);

    assertThat(ended(nearest()).orElseThrow().image()).isEqualTo(NEW);
    assertThat(scene.region(2).asked()).isEmpty();
  }

  @Test
  void nearest_whenTheFirstKeepsSilent_thenTheNextHasTimeLeft() {
    scene.region(0).holdReply(GetItemRequest.class);
    scene.store(1, NEW);
    CompletableFuture<Optional<ItemCopy>> read = nearest();
    assertThat(read).isNotDone();

    scene.passTime();

    assertThat(ended(read).orElseThrow().image()).isEqualTo(NEW);
  }

  @Test
  void nearest_whenTheFirstRefuses_thenThatIsTheCallersAnswer() {
    Throwable refusal = ScriptedRegions.refusal();
    scene.region(0).fail(refusal);

    assertThat(failure(nearest())).isSameAs(refusal);
    assertThat(scene.region(1).asked()).isEmpty();
  }

  @Test
  void nearest_whenAllFail_thenEveryCauseIsTold() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    assertThat(told(nearest()).failures).containsOnlyKeys("east", "west", "south");
  }

  @Test
  void nearest_whenTheFirstIsSuspended_thenItIsAskedLast() {
    scene.region(0).suspend();
    scene.store(0, OLD);
    scene.store(1, NEW);

    assertThat(ended(nearest()).orElseThrow().image()).isEqualTo(NEW);

    scene.region(1).fail(ScriptedRegions.unknownHost());
    scene.region(2).fail(ScriptedRegions.unknownHost());
    assertThat(ended(nearest()).orElseThrow().image()).isEqualTo(OLD);
  }

  @Test
  void nearest_whenASuspendedRegionIsDueForATrial_thenItIsAskedOnTheSide() {
    scene.region(0).suspend();
    scene.regions.timer().advance(Duration.ofMinutes(10));
    scene.store(0, OLD);
    scene.store(1, NEW);

    assertThat(ended(nearest()).orElseThrow().image()).isEqualTo(NEW);
    assertThat(scene.region(0).asked(GetItemRequest.class)).hasSize(1);
  }
}
