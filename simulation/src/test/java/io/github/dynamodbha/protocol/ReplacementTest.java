package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import io.github.dynamodbha.simulation.ThreeRegions;
import io.github.dynamodbha.table.SimulatedErrors;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A write was stored in two regions and refused by the third, and is stamped anew. (Found by the
 * simulator: of four updates that all succeeded, with no fault at all, three were lost.)
 */
class ReplacementTest {
  private static final Version OURS = Version.of(1_000_000, 1);
  private static final Version LATER = Version.of(2_000_000, 2);
  private static final Version ANEW = Version.of(3_000_000, 1);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private final ThreeRegions regions = new ThreeRegions(1);

  @Test
  void replacement_whenALaterWriteIsInTheFirstRegion_thenTheOtherRegionKeepsItsCopy() {
    regions.store(0, 0, LATER);
    regions.store(1, 0, OURS);

    List<Reply<StampedPut>> replies = replace();

    assertThat(replies).hasSize(1);
    assertThat(regions.versions(0)).containsExactly(LATER.text(), OURS.text(), null);
  }

  @Test
  void replacement_whenTheFirstRegionStillHoldsTheWrite_thenBothGetTheNewStamp() {
    regions.store(0, 0, OURS);
    regions.store(1, 0, OURS);

    assertThat(replace()).hasSize(2);
    assertThat(regions.versions(0)).containsExactly(ANEW.text(), ANEW.text(), null);
  }

  @Test
  void replacement_whenTheFirstRegionDoesNotAnswer_thenTheNextOneDecides() {
    regions.store(0, 0, OURS);
    regions.store(1, 0, OURS);
    regions.blackHole(0);

    List<Reply<StampedPut>> replies = replace();

    assertThat(replies.get(0)).isInstanceOf(Reply.Failed.class);
    assertThat(replies.get(1)).isInstanceOf(Reply.Answered.class);
    assertThat(regions.versions(0)).containsExactly(OURS.text(), ANEW.text(), null);
  }

  /** Found by the simulator: its own first attempt was taken for a later write. */
  @Test
  void replacement_whenItsReplyWasLostAndItIsSentAgain_thenFindsItselfAndGoesOn() {
    regions.store(0, 0, ANEW);
    regions.store(1, 0, OURS);

    List<Reply<StampedPut>> replies = replace();

    assertThat(replies).hasSize(2);
    assertThat(regions.versions(0)).containsExactly(ANEW.text(), ANEW.text(), null);
  }

  /** Found by the simulator: the caller was told of the first stamp, which lay nowhere any more. */
  @Test
  void write_whenTheFirstRegionTookTheNewStampBeforeAnotherRefusedIt_thenItGoesEverywhere() {
    Version refusing = Version.of(micros(NOW), 9);
    Version later = Version.of(micros(NOW), 8);
    regions.store(2, 0, refusing);

    CompletableFuture<Written> write = write();
    regions.await(() -> regions.versions(0).subList(0, 2).stream().noneMatch(Objects::isNull));
    regions.store(1, 0, later);
    regions.drain();

    Version anew = Version.of(micros(NOW) + 1, 1);
    assertThat(write.join().version()).isEqualTo(anew);
    assertThat(write.join().stored()).containsExactly("region-0", "region-1", "region-2");
    assertThat(regions.versions(0)).containsExactly(anew.text(), anew.text(), anew.text());
  }

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }

  private CompletableFuture<Written> write() {
    return new WriteProtocol(
            "orders",
            regions.items(),
            new VersionClock(() -> NOW, 1),
            Acknowledge.ONE,
            SimulatedErrors.errors())
        .write(
            version -> regions.item(0, version),
            null,
            Deadline.after(Duration.ofSeconds(5), regions::nanoTime));
  }

  private List<Reply<StampedPut>> replace() {
    List<ReplicaItems> items = regions.items();
    Deadline deadline = Deadline.after(Duration.ofSeconds(5), regions::nanoTime);
    CompletableFuture<List<Reply<StampedPut>>> replaced =
        new Replacement(OURS, regions.item(0, ANEW), ANEW, deadline).in(items.subList(0, 2));
    regions.drain();
    return replaced.join();
  }
}
