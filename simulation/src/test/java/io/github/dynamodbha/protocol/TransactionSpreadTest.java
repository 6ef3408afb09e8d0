package io.github.dynamodbha.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.simulation.ThreeRegions;
import io.github.dynamodbha.table.SimulatedErrors;
import io.github.dynamodbha.table.WriteOutcomeUnknownException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a transaction and an update say of the regions to which their items are carried. */
class TransactionSpreadTest {
  private static final String TABLE = "orders";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Version OURS = Version.of(micros(NOW), 1);
  private static final Version OLDER = Version.of(micros(NOW.minusSeconds(9)), 2);
  private static final Version AHEAD = Version.of(micros(NOW.plusSeconds(3_600)), 2);

  private final ThreeRegions regions = new ThreeRegions(2);
  private final VersionClock clock = new VersionClock(() -> NOW, 1);
  private final List<ReplicaItems> items = regions.items();

  private static long micros(Instant instant) {
    return instant.getEpochSecond() * 1_000_000;
  }

  @Test
  void update_whenAForeignWriteWithoutVersionReplacedIt_thenNoOtherRegionIsSaidToHaveIt() {
    Written written = replicated(copy(0, null)).join();

    assertThat(written.stored()).containsExactly("region-0");
    assertThat(regions.versions(0)).containsOnlyNulls();
  }

  @Test
  void update_whenAnOlderItemFromAClockAheadReplacedIt_thenTheOutcomeIsUnknown() {
    assertThatThrownBy(() -> Futures.join(replicated(copy(0, AHEAD))))
        .isInstanceOf(WriteOutcomeUnknownException.class);
  }

  @Test
  void transaction_whenAForeignWriteReplacedAnItem_thenOthersKeepTheirVersions() {
    regions.store(1, 0, OLDER);

    TransactionWritten written = spread(true, update(copy(0, null)), update(copy(1, OURS))).join();

    assertThat(written.stored()).containsExactly("region-0");
    assertThat(regions.versions(0)).containsExactly(null, OLDER.text(), null);
    assertThat(regions.versions(1)).containsExactly(null, OURS.text(), OURS.text());
  }

  @Test
  void transaction_whenAnOlderItemFromAClockAheadReplacedAnUpdate_thenTheOutcomeIsUnknown() {
    assertThatThrownBy(
            () -> Futures.join(spread(true, update(copy(0, AHEAD)), update(copy(1, OURS)))))
        .isInstanceOf(WriteOutcomeUnknownException.class);
  }

  @Test
  void transaction_whenARepairPutAnOlderItemOverOne_thenTheOutcomeIsUnknown() {
    regions.store(0, 0, AHEAD);
    regions.store(1, 0, AHEAD);
    regions.store(0, 1, OURS);

    assertThatThrownBy(() -> Futures.join(spread(true, put(0), put(1))))
        .isInstanceOf(WriteOutcomeUnknownException.class);
  }

  @Test
  void transaction_whenTheJudgeWasOnlyFoundToHoldOneItem_thenItGetsTheOthersToo() {
    regions.store(0, 0, OURS);
    regions.store(0, 1, OURS);
    regions.blackHole(0);
    regions.store(1, 0, OURS);

    TransactionWritten written = spread("region-1", false, put(0), put(1)).join();

    assertThat(written.stored()).containsExactly("region-1", "region-2");
    assertThat(regions.versions(1)).containsExactly(OURS.text(), OURS.text(), OURS.text());
  }

  @Test
  void transaction_whenTheJudgeWasOnlyFoundToHoldOneItemOfUpdates_thenTheOutcomeIsUnknown() {
    regions.store(1, 0, OURS);
    regions.store(1, 1, OLDER);

    assertThatThrownBy(
            () ->
                Futures.join(
                    spread("region-1", false, update(copy(0, OURS)), update(copy(1, OLDER)))))
        .isInstanceOf(WriteOutcomeUnknownException.class);
  }

  private CompletableFuture<Written> replicated(ItemCopy copy) {
    CompletableFuture<Written> written =
        new WriteProtocol(TABLE, items, clock, Acknowledge.ONE, SimulatedErrors.errors())
            .replicate(copy, OURS, OURS, "region-0", deadline());
    regions.drain();
    return written;
  }

  private CompletableFuture<TransactionWritten> spread(boolean whole, TransactionImage... images) {
    return spread("region-0", whole, images);
  }

  private CompletableFuture<TransactionWritten> spread(
      String judgedIn, boolean whole, TransactionImage... images) {
    CompletableFuture<TransactionWritten> written =
        new TransactionSpread(
                Map.of(TABLE, items),
                items.size(),
                clock,
                Acknowledge.ONE,
                CallSettings.NONE,
                SimulatedErrors.errors())
            .replicate(List.of(images), OURS, judgedIn, whole, deadline());
    regions.drain();
    return written;
  }

  private Deadline deadline() {
    return Deadline.after(Duration.ofSeconds(5), regions::nanoTime);
  }

  private TransactionImage put(int key) {
    return new TransactionImage(TABLE, OURS, version -> regions.item(key, version), null, null);
  }

  private static TransactionImage update(ItemCopy copy) {
    return new TransactionImage(TABLE, OURS, null, copy, null);
  }

  private ItemCopy copy(int key, @Nullable Version version) {
    Map<String, AttributeValue> item = regions.item(key, version == null ? OURS : version);
    if (version == null) {
      item.remove("last_updated");
    }
    return items.get(0).format().copyOf(item);
  }
}
