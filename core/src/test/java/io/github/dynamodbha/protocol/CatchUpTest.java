package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.replica.ScriptedRegions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** A region that missed writes, and is brought up to date before it judges. */
class CatchUpTest {
  private final ProtocolScene scene = new ProtocolScene();

  private CatchUp.Outcome catchUp(int judge) {
    return ended(
        new CatchUp(scene.items, region -> true)
            .of(scene.items.get(judge), format -> ProtocolScene.KEY, scene.regions.deadline()));
  }

  @Test
  void catchUp_whenAnotherRegionHoldsANewerCopy_thenTheJudgeGetsIt() {
    scene.store(0, live(others(-10), "new"));
    scene.store(1, live(others(-20), "old"));

    CatchUp.Outcome outcome = catchUp(1);

    assertThat(outcome).isEqualTo(new CatchUp.Outcome(others(-10), null));
    assertThat(scene.held(1)).contains(live(others(-10), "new"));
  }

  /** Found by the simulator, seed 55296: the write was stamped below it, and lost to it. */
  @Test
  void catchUp_whenTheJudgeShowsSomethingNewerOnlyByItsRefusal_thenThatIsSeen() {
    scene.store(0, live(others(-20), "old"));
    scene.store(1, live(others(30), "newer"));
    scene.region(1).fail(GetItemRequest.class, 1, ScriptedRegions.timeout());

    CatchUp.Outcome outcome = catchUp(1);

    assertThat(outcome).isEqualTo(new CatchUp.Outcome(others(30), null));
    assertThat(scene.held(1)).contains(live(others(30), "newer"));
  }
}
