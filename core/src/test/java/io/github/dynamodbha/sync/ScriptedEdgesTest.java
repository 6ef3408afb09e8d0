package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.tombstone;
import static io.github.dynamodbha.sync.SyncScene.unversioned;
import static io.github.dynamodbha.sync.SyncScene.version;
import static io.github.dynamodbha.sync.SyncScene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.replica.ScriptedRegions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What happens between a run's steps, and tables larger than one piece. */
class ScriptedEdgesTest {
  private static final Map<String, AttributeValue> OLD = live("a", version(20), "old");
  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");
  private static final Map<String, AttributeValue> NEWEST = live("a", version(1), "newest");

  private final SyncScene scene = new SyncScene("east", "west");

  /** Something else each time before the west is repaired, and once more the last time. */
  private void beforeTheLastOfThreeRepairs(Runnable last) {
    scene.store(0, NEW);
    int[] tries = {0};
    scene
        .region(1)
        .before(
            PutItemRequest.class,
            3,
            () -> {
              tries[0]++;
              Duration age = Duration.ofSeconds(10).minusMillis(tries[0]);
              scene.store(0, live("a", version(age), "theirs"));
              scene.store(1, live("a", version(age.plusNanos(1000)), "mine"));
              if (tries[0] == 3) {
                last.run();
              }
            });
  }

  @Test
  void lastLook_whenTheKeyIsSettledThen_thenItChangedDuringTheRun() {
    beforeTheLastOfThreeRepairs(() -> scene.storeEverywhere(NEWEST));

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void lastLook_whenARegionCannotBeReadThen_thenTheKeyIsSkipped() {
    beforeTheLastOfThreeRepairs(
        () -> scene.region(1).fail(BatchGetItemRequest.class, 9, ScriptedRegions.refusal()));

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(report.skipped().get(0).reason()).startsWith("could not be read: ");
  }

  @Test
  void lastLook_whenTheVersionIsUnusableThen_thenSaysThat() {
    beforeTheLastOfThreeRepairs(
        () -> scene.store(0, with(NEW, "last_updated", AttributeValue.fromN("7"))));

    SyncReport report = scene.sync();

    assertThat(report.counts()).isEqualTo(new SyncCounts(1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1));
    assertThat(report.skipped().get(0).reason()).contains("last_updated");
  }

  @Test
  void confirmation_whenTheScanWasOldOnly_thenTheKeyIsInSync() {
    scene.store(0, OLD);
    scene.store(1, NEW);
    scene.region(0).before(BatchGetItemRequest.class, () -> scene.store(0, NEW));

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void confirmation_whenATombstoneHasReachedAllByThen_thenItIsPurged() {
    scene.store(0, OLD);
    scene.store(1, tombstone("a", version(10)));
    scene
        .region(0)
        .before(BatchGetItemRequest.class, () -> scene.store(0, tombstone("a", version(10))));

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0));
    assertThat(scene.noneHolds("a")).isTrue();
  }

  @Test
  void expired_whenTheyLieEverywhere_thenAreNotEvenCompared() {
    scene
        .regions
        .all()
        .forEach(region -> region.service().timeToLive(TimeToLiveStatus.ENABLED, "expires"));
    scene.storeEverywhere(with(OLD, "expires", AttributeValue.fromN("1700000000")));

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void liveMark_ofTheOldFormat_thenIsALiveItem() {
    scene.storeEverywhere(with(OLD, "deleted", AttributeValue.fromN("0")));

    assertThat(scene.sync().counts()).isEqualTo(new SyncCounts(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertThat(scene.noneHolds("a")).isFalse();
  }

  @Test
  void page_whenAnItemHasNoKey_thenIsReportedAndTheRestIsCompared() {
    scene.store(0, OLD);
    Map<String, AttributeValue> keyless = Map.of("content", AttributeValue.fromS("x"));
    scene
        .region(0)
        .answer(ScanRequest.class, 1, ScanResponse.builder().items(List.of(keyless, OLD)).build());

    SyncReport report = scene.sync();

    assertThat(scene.allHold(OLD)).isTrue();
    assertThat(report.counts().skipped()).isEqualTo(1);
    assertThat(report.skipped().get(0).region()).isEqualTo("east");
    assertThat(report.skipped().get(0).reason()).startsWith("can't be read: ");
  }

  @Test
  void table_whenItIsLargerThanAPieceAndTheMemory_thenIsComparedWhole(@TempDir Path directory) {
    scene.regions.all().forEach(region -> region.service().pages(500));
    for (int i = 0; i < 1200; i++) {
      scene.store(0, live("missing" + i, version(10), "x"));
      scene.storeEverywhere(tombstone("due" + i, version(10)));
    }

    SyncReport report =
        scene
            .reconciler()
            .sync(
                options()
                    .spillDirectory(directory)
                    .checkpoint(directory.resolve("checkpoint"))
                    .limits(SyncLimits.DEFAULT.withMemoryBytes(1 << 16))
                    .build());

    assertThat(report.counts())
        .isEqualTo(new SyncCounts(2400, 1200, 1200, 0, 0, 1200, 1200, 0, 0, 0, 0));
    assertThat(scene.noneHolds("due1199")).isTrue();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void resumed_whenOthersWroteMeanwhile_thenTheKeyChangedDuringTheRun(@TempDir Path directory) {
    assertThat(resumedAfter(directory, () -> scene.storeEverywhere(NEWEST)))
        .isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0));
  }

  @Test
  void resumed_whenTheWinnerHadArrived_thenTheKeyWasRepaired(@TempDir Path directory) {
    assertThat(resumedAfter(directory, () -> scene.storeEverywhere(NEW)))
        .isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void resumed_whenItIsGoneEverywhereThoughNotDeletedByTheRun_thenItChanged(
      @TempDir Path directory) {
    assertThat(
            resumedAfter(
                directory,
                () -> {
                  scene.remove(0, "a");
                  scene.remove(1, "a");
                }))
        .isEqualTo(new SyncCounts(1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0));
  }

  /** The result of a run that was killed as it told of a stale key, and went on later. */
  private SyncCounts resumedAfter(Path directory, Runnable meanwhile) {
    scene.store(0, OLD);
    scene.store(1, NEW);
    // The units that the first part consumed are told by a batch that it ended.
    SyncOptions.Builder options =
        options().spillDirectory(directory).checkpoint(directory.resolve("checkpoint"));
    SyncListener dying =
        new SyncListener() {
          @Override
          public void onDivergence(Divergence divergence) {
            throw new Death.Killed();
          }
        };
    assertThatThrownBy(() -> scene.reconciler().sync(options.listener(dying).build()))
        .isInstanceOf(Death.Killed.class);
    meanwhile.run();
    SyncReport report = scene.reconciler().sync(options.listener(new SyncListener() {}).build());
    // One scan, two looks.
    assertThat(report.replicas().get(0).readUnits()).isBetween(2.0, 3.0);
    assertThat(scene.region(0).asked(DeleteItemRequest.class)).isEmpty();
    return report.counts();
  }

  @Test
  void conflict_whenItComesAtTheLastLook_thenItIsLeftAlone() {
    beforeTheLastOfThreeRepairs(
        () -> {
          scene.remove(0, "a");
          scene.remove(1, "a");
          scene.store(0, unversioned("a", "one"));
          scene.store(1, live("a", version(1), "newest"));
          scene.region(1).before(BatchGetItemRequest.class, () -> conflict());
        });

    SyncReport report = scene.sync();

    assertThat(report.counts().unresolved()).isEqualTo(1);
    assertThat(report.counts().repaired()).isZero();
  }

  private void conflict() {
    scene.store(1, unversioned("a", "two"));
  }
}
