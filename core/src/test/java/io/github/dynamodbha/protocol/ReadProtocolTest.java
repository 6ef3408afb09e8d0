package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.KEY;
import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.live;
import static io.github.dynamodbha.protocol.ProtocolScene.others;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static io.github.dynamodbha.protocol.ProtocolScene.tombstone;
import static io.github.dynamodbha.protocol.ProtocolScene.with;
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
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Reads of one item, and the repairs that they make. */
class ReadProtocolTest {
  private static final Map<String, AttributeValue> OLD = live(others(-20), "old");

  private static final Map<String, AttributeValue> NEW = live(others(-10), "new");

  private final ProtocolScene scene = new ProtocolScene();

  private final ReadRepair repair = new ReadRepair();

  private final ReadProtocol reads =
      new ReadProtocol(ScriptedRegions.TABLE, scene.items, repair, scene.errors);

  private CompletableFuture<Optional<ItemCopy>> newest() {
    return reads.newest(KEY, true, scene.regions.deadline(), Dispatch.REGION_THREAD);
  }

  private ReadProtocol.Copies all() {
    return ended(reads.all(KEY, true, scene.regions.deadline(), Dispatch.REGION_THREAD));
  }

  @Test
  void newest_whenCopiesDiffer_thenIsTheNewestAndTheOthersAreRepaired() {
    scene.store(0, OLD);
    scene.store(1, NEW);

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);

    assertThat(repair.settled(Duration.ofSeconds(1))).isDone();
    scene.assertAllHold(NEW);
    assertThat(scene.region(1).asked(PutItemRequest.class)).isEmpty();
  }

  @Test
  void newest_whenTheKeyIsAbsentEverywhere_thenIsNone() {
    assertThat(ended(newest())).isEmpty();
    scene.assertNoWrites();
  }

  @Test
  void newest_whenATombstoneIsNewest_thenItWinsAndGoesWhereSomethingOlderLies() {
    scene.store(0, OLD);
    scene.store(1, tombstone(others(-10)));

    assertThat(ended(newest()).orElseThrow().isTombstone()).isTrue();

    assertThat(scene.held(0)).contains(tombstone(others(-10)));
    // It may just have been purged there.
    assertThat(scene.held(2)).isEmpty();
  }

  @Test
  void newest_whenVersionsAreEqual_thenTheDifferenceIsLeftToSync() {
    scene.store(0, live(others(-10), "other"));
    scene.store(1, NEW);
    scene.store(2, NEW);

    assertThat(ended(newest())).isPresent();
    scene.assertNoWrites();
  }

  @Test
  void newest_whenTheWinnerHasNoVersion_thenTheDifferenceIsLeftToSync() {
    scene.store(0, ProtocolScene.item("foreign"));

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(ProtocolScene.item("foreign"));
    scene.assertNoWrites();
  }

  @Test
  void newest_whenACopyHasNoVersion_thenItIsReplacedByTheWinner() {
    scene.storeEverywhere(NEW);
    scene.store(0, ProtocolScene.item("foreign"));

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);
    scene.assertAllHold(NEW);
  }

  @Test
  void newest_whenAVersionCannotBeUsed_thenAnyOtherWinsAndItIsLeftAlone() {
    Map<String, AttributeValue> odd = with(OLD, "last_updated", AttributeValue.fromN("7"));
    scene.storeEverywhere(NEW);
    scene.store(0, odd);

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);
    assertThat(scene.held(0)).contains(odd);
    scene.assertNoWrites();
  }

  @Test
  void newest_whenARegionIsDown_thenTheOthersTell() {
    scene.region(0).fail(ScriptedRegions.unknownHost());
    scene.store(1, OLD);
    scene.store(2, NEW);

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);
    assertThat(scene.held(1)).contains(NEW);
    assertThat(scene.held(0)).isEmpty();
  }

  @Test
  void newest_whenNoneAnswers_thenFailsWithEveryCause() {
    scene.regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    ProtocolScene.Told told = told(newest());

    assertThat(told.kind).isEqualTo("no region");
    assertThat(told).hasMessageContaining("The read of table 'users' failed in every region");
    assertThat(told.failures).containsOnlyKeys("east", "west", "south");
  }

  @Test
  void repair_whenSomethingNewerCameMeanwhile_thenItStays() {
    scene.storeEverywhere(NEW);
    scene.store(0, OLD);
    scene.region(0).before(PutItemRequest.class, () -> scene.store(0, live(others(0), "later")));

    assertThat(ended(newest())).isPresent();
    assertThat(scene.held(0)).contains(live(others(0), "later"));
  }

  @Test
  void repair_whenItFails_thenTheReadIsAnsweredAllTheSame() {
    scene.storeEverywhere(NEW);
    scene.store(0, OLD);
    scene.region(0).fail(PutItemRequest.class, 9, ScriptedRegions.unknownHost());

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);
    assertThat(scene.held(0)).contains(OLD);
    assertThat(repair.settled(Duration.ofSeconds(1))).isCompletedWithValue(null);
  }

  @Test
  void repair_whenItHangs_thenTheReadIsAnsweredAndClosingWaitsForIt() {
    scene.storeEverywhere(NEW);
    scene.store(0, OLD);
    Runnable free = scene.region(0).holdReply(PutItemRequest.class);

    assertThat(ended(newest()).orElseThrow().image()).isEqualTo(NEW);
    CompletableFuture<Void> settled = repair.settled(Duration.ofMinutes(1));
    assertThat(settled).isNotDone();
    free.run();

    assertThat(settled).isCompletedWithValue(null);
    assertThat(repair.settled(Duration.ofMinutes(1))).isDone();
  }

  @Test
  void repairs_whenManyHang_thenNoMoreAreBegun() {
    scene.storeEverywhere(NEW);
    scene.store(0, OLD);
    for (int i = 0; i < 40; i++) {
      scene.region(0).holdReply(PutItemRequest.class);
    }
    // Held back before it is carried out would be another fault: here the reply only is.
    for (int i = 0; i < 40; i++) {
      scene.store(0, OLD);
      assertThat(ended(newest())).isPresent();
    }

    assertThat(scene.region(0).asked(PutItemRequest.class)).hasSize(25);
  }

  @Test
  void all_thenTellsWhatEachHolds() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.region(2).fail(ScriptedRegions.unknownHost());

    ReadProtocol.Copies copies = all();

    assertThat(copies.newestVersion()).isEqualTo(others(-10));
    assertThat(copies.regionOfWinner()).isEqualTo("west");
    assertThat(copies.winner().orElseThrow().image()).isEqualTo(NEW);
    assertThat(copies.goneEverywhere()).isFalse();
    assertThat(copies.replies()).hasSize(3);
    scene.assertNoWrites();
  }

  @Test
  void all_whenNoneHoldsIt_thenThereIsNoWinner() {
    ReadProtocol.Copies copies = all();

    assertThat(copies.winner()).isEmpty();
    assertThat(copies.regionOfWinner()).isNull();
    assertThat(copies.newestVersion()).isNull();
    assertThat(copies.goneEverywhere()).isTrue();
  }

  @Test
  void all_whenTombstonesLieThere_thenItIsGoneOnlyIfEveryRegionSaysSo() {
    scene.store(0, tombstone(others(-10)));
    assertThat(all().goneEverywhere()).isTrue();

    scene.store(1, OLD);
    assertThat(all().goneEverywhere()).isFalse();

    scene.region(1).fail(ScriptedRegions.unknownHost());
    assertThat(all().goneEverywhere()).isFalse();
  }

  @Test
  void newestCopies_thenRepairsAsWell() {
    scene.store(0, OLD);
    scene.store(1, NEW);

    ReadProtocol.Copies copies =
        ended(reads.newestCopies(KEY, scene.regions.deadline(), Dispatch.REGION_THREAD));

    assertThat(copies.winner().orElseThrow().image()).isEqualTo(NEW);
    scene.assertAllHold(NEW);
    assertThat(scene.region(0).asked(GetItemRequest.class).get(0).consistentRead()).isTrue();
  }
}
