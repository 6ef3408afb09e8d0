package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.options;
import static io.github.dynamodbha.sync.SyncScene.tombstone;
import static io.github.dynamodbha.sync.SyncScene.unversioned;
import static io.github.dynamodbha.sync.SyncScene.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** A run that was killed at any point and goes on has the result of one that was not. */
class ScriptedResumeTest {
  @TempDir Path directory;

  /** A table of several segments, with something of each kind. */
  private static SyncScene scene() {
    SyncScene scene = new SyncScene("east", "west");
    scene.regions.all().forEach(region -> region.service().pages(3));
    scene.region(0).service().describe(TableStatus.ACTIVE, 3_000_000);
    for (int i = 0; i < 4; i++) {
      scene.storeEverywhere(live("same" + i, version(10), "same"));
    }
    for (int i = 0; i < 5; i++) {
      scene.store(i % 2, live("missing" + i, version(10), "x"));
    }
    scene.store(0, live("stale", version(20), "old"));
    scene.store(1, live("stale", version(10), "new"));
    scene.store(0, unversioned("conflict", "one"));
    scene.store(1, unversioned("conflict", "two"));
    scene.store(0, live("unusable", "yesterday", "x"));
    scene.store(0, tombstone("deleted", version(10)));
    scene.store(1, live("deleted", version(20), "old"));
    scene.storeEverywhere(tombstone("due", version(10)));
    scene.storeEverywhere(tombstone("young", version(1)));
    return scene;
  }

  private SyncOptions.Builder resumable() {
    return options()
        .tombstoneGrace(Duration.ofSeconds(5))
        .spillDirectory(directory)
        .checkpoint(directory.resolve("checkpoint"));
  }

  private static SyncReport run(Reconciler reconciler, SyncReport.Mode mode, SyncOptions options) {
    return mode == SyncReport.Mode.VERIFY ? reconciler.verify(options) : reconciler.sync(options);
  }

  @Test
  void sync_whenKilledAtAnyPoint_thenItsResultIsThatOfAWholeOne() {
    assertEveryDeathIsSurvived(SyncReport.Mode.SYNC);
  }

  @Test
  void verify_whenKilledAtAnyPoint_thenItsResultIsThatOfAWholeOne() {
    assertEveryDeathIsSurvived(SyncReport.Mode.VERIFY);
  }

  private void assertEveryDeathIsSurvived(SyncReport.Mode mode) {
    SyncReport whole = run(scene().reconciler(), mode, resumable().build());
    assertThat(directory.resolve("checkpoint")).doesNotExist();
    boolean died = true;
    int deaths = 0;
    for (int point = 1; died; point += 2) {
      SyncScene scene = scene();
      Death death = new Death(point);
      Reconciler mortal = scene.reconciler(death.at(PageSource::of));
      try {
        run(mortal, mode, resumable().listener(death.listener()).build());
        died = false;
      } catch (Death.Killed expected) {
        deaths++;
        int scans = scene.region(0).asked(ScanRequest.class).size();
        SyncReport resumed = run(scene.reconciler(), mode, resumable().build());
        assertSame(resumed, whole, "killed at " + point + " after " + scans + " scans");
        assertThat(resumed.notes()).anyMatch(note -> note.contains("went on from a checkpoint"));
      }
    }
    assertThat(deaths).isGreaterThan(8);
  }

  private static void assertSame(SyncReport resumed, SyncReport whole, String when) {
    assertThat(resumed.counts()).as(when).isEqualTo(whole.counts());
    assertThat(sorted(resumed)).as(when).isEqualTo(sorted(whole));
    assertThat(resumed.skipped()).as(when).isEqualTo(whole.skipped());
    assertThat(resumed.picture()).as(when).isEqualTo(whole.picture());
    for (int i = 0; i < whole.replicas().size(); i++) {
      ReplicaReport now = resumed.replicas().get(i);
      assertThat(now.scannedItems()).as(when).isEqualTo(whole.replicas().get(i).scannedItems());
      assertThat(now.scannedBytes()).as(when).isEqualTo(whole.replicas().get(i).scannedBytes());
      assertThat(now.differing()).as(when).isEqualTo(whole.replicas().get(i).differing());
      assertThat(now.readUnits())
          .as(when)
          .isLessThanOrEqualTo(2 * whole.replicas().get(i).readUnits());
    }
  }

  private static List<Divergence> sorted(SyncReport report) {
    List<Divergence> sorted = new ArrayList<>(report.divergences());
    sorted.sort(Comparator.comparing(divergence -> divergence.key().toString()));
    return sorted;
  }

  @Test
  void segments_whenCompletedBefore_thenAreNotReadAgain() {
    SyncScene scene = scene();
    SyncOptions dying =
        resumable()
            .listener(
                new SyncListener() {
                  @Override
                  public void onProgress(SyncProgress progress) {
                    if (progress.phase() == SyncProgress.Phase.REPAIR) {
                      throw new Death.Killed();
                    }
                  }
                })
            .build();
    assertThatThrownBy(() -> scene.reconciler().sync(dying)).isInstanceOf(Death.Killed.class);
    int scans = scene.region(0).asked(ScanRequest.class).size();

    scene.reconciler().sync(resumable().build());

    assertThat(scene.region(0).asked(ScanRequest.class)).hasSize(scans);
  }

  @Test
  void checkpoint_whenTheRunIsAnotherOne_thenIsRefusedAndKept() {
    SyncScene scene = scene();
    Death death = new Death(6);
    assertThatThrownBy(() -> scene.reconciler(death.at(PageSource::of)).sync(resumable().build()))
        .isInstanceOf(Death.Killed.class);

    for (SyncOptions other :
        List.of(
            resumable().tombstoneGrace(Duration.ofSeconds(6)).build(),
            resumable().preferRegion("east").build(),
            resumable().dryRun(true).build())) {
      assertThatThrownBy(() -> scene.reconciler().sync(other))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("belongs to another run");
    }
    assertThatThrownBy(() -> scene.reconciler().verify(resumable().build()))
        .hasMessageContaining("kind of run");
    assertThat(Files.exists(directory.resolve("checkpoint"))).isTrue();
  }

  @Test
  void run_whenCancelled_thenSaysThatTheCheckpointGoesOn() {
    SyncScene scene = scene();
    Cancellation cancellation = new Cancellation();
    scene.region(0).before(ScanRequest.class, cancellation::cancel);

    assertThatThrownBy(
            () -> scene.reconciler().sync(resumable().cancellation(cancellation).build()))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("with the same checkpoint, " + directory.resolve("checkpoint"));
    assertThat(scene.sync().counts().repaired()).isPositive();
  }
}
