package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static io.github.dynamodbha.sync.TestItems.tombstone;
import static io.github.dynamodbha.sync.TestTable.COMPOSITE;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What stops a whole run, and that it then names region and cure and has changed nothing. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncRefusalTest {
  private static final String STAMP = "2026-11-22T10:46:21";

  private final LocalRegions regions;

  SyncRefusalTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void sync_whenTableIsMissingInOneRegion_thenNamesItAndTheCure() {
    try (TestTable table = TestTable.missing(regions)) {
      table.client(0).createTable(TableRequest.of(HASH));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("planets in region us-west-1")
          .withMessageContaining("dynamodb-ha create-table")
          .withMessageNotContaining("us-east-1");
    }
  }

  @Test
  void sync_whenTableIsMissingEverywhere_thenSaysSo() {
    try (TestTable table = TestTable.missing(regions)) {
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::verify)
          .withMessageContaining("every region")
          .withMessageContaining("dynamodb-ha create-table");
    }
  }

  @Test
  void sync_whenKeySchemasDiffer_thenNamesBoth() {
    try (TestTable table = TestTable.missing(regions)) {
      table.client(0).createTable(TableRequest.of(HASH));
      table.client(1).createTable(TableRequest.of(COMPOSITE));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("us-east-1 has hash key id (S) and no range key")
          .withMessageContaining("us-west-1 has hash key id (S) and range key at (N)");
    }
  }

  @Test
  void sync_whenOnlyTheKeysTypesDiffer_thenNamesBoth() {
    try (TestTable table = TestTable.missing(regions)) {
      table.client(0).createTable(TableRequest.of(HASH));
      table
          .client(1)
          .createTable(TableRequest.of(new KeySchema("id", ScalarAttributeType.N, null, null)));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("id (S)")
          .withMessageContaining("id (N)");
    }
  }

  @Test
  void sync_whenASystemAttributeIsTheKey_thenIsRefused() {
    try (TestTable table = TestTable.create(regions)) {
      Reconciler reconciler =
          new Reconciler(table.replicas(), new ItemFormat("id", "deleted"), InstantSource.system());
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> reconciler.sync(SyncOptions.DEFAULT))
          .withMessageContaining("'id' is part of the table's key");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void sync_whenARegionIsDown_thenNamesItAndPurgesNothing(int down) {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("gone", STAMP));
      table.put(0, live("mars", STAMP, "red"));
      regions.region(table.region(down)).inject(Fault.down());
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("Region " + table.region(down))
          .withMessageContaining("refused");
      regions.heal();
      assertThat(table.sleeps()).hasSize(Patience.MAX_TRIES - 1);
      assertThat(table.raw(0)).containsOnlyKeys("gone", "mars");
      assertThat(table.raw(1)).containsOnlyKeys("gone");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void sync_whenARegionCannotBeScanned_thenNamesItAndChangesNothing(int sick) {
    try (TestTable table = TestTable.create(regions)) {
      table.putEverywhere(tombstone("gone", STAMP));
      table.put(0, live("mars", STAMP, "red"));
      regions.region(table.region(sick)).inject(Fault.internalServerError().onOperation("Scan"));
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("Region " + table.region(sick) + " can't be scanned")
          .withMessageContaining("nothing was repaired or purged");
      assertThat(table.raw(0)).containsOnlyKeys("gone", "mars");
      assertThat(table.raw(1)).containsOnlyKeys("gone");
    }
  }

  @Test
  void sync_whenInterrupted_thenStopsAndKeepsTheFlag() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"));
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(table::sync)
          .withMessageContaining("interrupted")
          .withCauseInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(table.sync().counts().repaired()).isEqualTo(1);
    }
  }

  @Test
  void sync_whenInterruptedAmidTheRun_thenStopsItsThreads() {
    try (TestTable table = TestTable.create(regions)) {
      table.put(0, live("mars", STAMP, "red"));
      Thread caller = Thread.currentThread();
      SyncListener interrupting =
          new SyncListener() {
            @Override
            public void onProgress(SyncProgress progress) {
              caller.interrupt();
            }
          };
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(SyncOptions.builder().listener(interrupting).build()))
          .withMessageContaining("interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void sync_whenAnotherRunIsUnderWay_thenIsRefused() {
    try (TestTable table = TestTable.create(regions)) {
      Reconciler reconciler = table.reconciler();
      SyncListener nested =
          new SyncListener() {
            @Override
            public void onPlan(SyncPlan plan) {
              reconciler.verify(SyncOptions.DEFAULT);
            }
          };
      assertThatIllegalStateException()
          .isThrownBy(() -> reconciler.sync(SyncOptions.builder().listener(nested).build()))
          .withMessageContaining("running already");
      assertThat(reconciler.verify(SyncOptions.DEFAULT).identical()).isTrue();
    }
  }

  @Test
  void reconciler_whenReplicasAreFewOrRepeated_thenIsRefused() {
    try (TestTable table = TestTable.create(regions)) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Reconciler(
                      table.replicas().subList(0, 1), ItemFormat.DEFAULT, InstantSource.system()))
          .withMessageContaining("2 to 32");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Reconciler(
                      List.of(table.replicas().get(0), table.replicas().get(0)),
                      ItemFormat.DEFAULT,
                      InstantSource.system()))
          .withMessageContaining("us-east-1 is given twice");
    }
  }
}
