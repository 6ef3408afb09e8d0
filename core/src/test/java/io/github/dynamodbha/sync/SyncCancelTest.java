package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.SyncProgress.Phase;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Runs that another thread ends, in each step, and what becomes of the caller and the tables. */
@WithLocalRegions({"us-east-1", "us-west-1"})
class SyncCancelTest {
  private static final int GROUPS = 40;
  private static final int CANDIDATES = 5 * GROUPS;
  private static final int TOMBSTONES = GROUPS;

  private final LocalRegions regions;
  private final Cancellation cancellation = new Cancellation();
  @TempDir private Path directory;
  private SyncOptions options = SyncOptions.DEFAULT;

  SyncCancelTest(LocalRegions regions) {
    this.regions = regions;
  }

  @BeforeEach
  void options() {
    options =
        SyncOptions.builder()
            .checkpoint(directory.resolve("checkpoint"))
            .concurrency(2)
            .cancellation(cancellation)
            .build();
  }

  /** Cancels as others do: from a thread that is none of the run's; it has when this returns. */
  private void cancel() {
    Thread other = new Thread(cancellation::cancel, "canceller");
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      // This thread is the run's, which is just being ended.
      Thread.currentThread().interrupt();
    }
  }

  /** Cancels at the first progress of this kind. */
  private SyncOptions cancelledAt(Predicate<SyncProgress> step) {
    return options.toBuilder()
        .listener(
            new SyncListener() {
              @Override
              public void onProgress(SyncProgress progress) {
                if (!cancellation.isCancelled() && step.test(progress)) {
                  cancel();
                }
              }
            })
        .build();
  }

  /** Cancels at the n-th divergence that is told of. */
  private SyncOptions cancelledAtDivergence(int n) {
    AtomicInteger left = new AtomicInteger(n);
    return options.toBuilder()
        .listener(
            new SyncListener() {
              @Override
              public void onDivergence(Divergence divergence) {
                if (left.decrementAndGet() == 0) {
                  cancel();
                }
              }
            })
        .build();
  }

  private void assertCancelled(Runnable run) {
    assertThatExceptionOfType(SyncException.class)
        .isThrownBy(run::run)
        .withMessageContaining("cancelled")
        .withMessageContaining("with the same checkpoint, " + options.checkpoint());
    assertThat(Thread.interrupted()).as("the caller's interrupt flag").isFalse();
    assertThat(cancellation.isCancelled()).isTrue();
  }

  private SyncOptions again() {
    return options.toBuilder().cancellation(new Cancellation()).build();
  }

  /** What a run does that nothing ends. */
  private SyncReport whole() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      return table.sync(again());
    }
  }

  private void assertGoesOn(TestTable table) {
    SyncReport report = table.sync(again());
    assertThat(report.counts()).isEqualTo(whole().counts());
    assertThat(options.checkpoint()).doesNotExist();
    assertThat(table.raw(0)).isEqualTo(table.raw(1));
    assertThat(table.verify().identical()).isTrue();
  }

  @Test
  void sync_whenCancelledAmidTheScan_thenHasWrittenNothingAndGoesOnLater() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      Map<String, Map<String, AttributeValue>> east = table.raw(0);
      Map<String, Map<String, AttributeValue>> west = table.raw(1);
      AtomicInteger pages = new AtomicInteger();
      table.pages(
          (items, attributes) -> {
            PageSource real = PageSource.of(items, attributes);
            return (segment, segments, start) -> {
              if (pages.incrementAndGet() == 2) {
                cancel();
              }
              return real.page(segment, segments, start);
            };
          });

      assertCancelled(() -> table.sync(options));

      assertThat(table.raw(0)).isEqualTo(east);
      assertThat(table.raw(1)).isEqualTo(west);
      assertGoesOn(table.pages(PageSource::of));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CANDIDATES / 2, CANDIDATES})
  void sync_whenCancelledAmidRepairs_thenEachKeyIsAsBeforeOrRepaired(int divergence) {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      Set<Object> written = new HashSet<>(table.raw(0).values());
      written.addAll(table.raw(1).values());

      assertCancelled(() -> table.sync(cancelledAtDivergence(divergence)));

      assertThat(written).as("no other copies").containsAll(table.raw(0).values());
      assertThat(written).containsAll(table.raw(1).values());
      assertGoesOn(table);
    }
  }

  @Test
  void sync_whenCancelledAmidThePurge_thenGoesOnLater() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);

      // The purge comes last, and its tombstones are the last keys to be dealt with.
      assertCancelled(() -> table.sync(cancelledAt(progress -> progress.confirmed() > CANDIDATES)));

      assertGoesOn(table);
    }
  }

  @Test
  void verify_whenCancelledInEitherLookOrBetween_thenGoesOnLater() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      SyncOptions first = cancelledAt(progress -> progress.phase() == Phase.CONFIRM);
      assertCancelled(() -> table.reconciler().verify(first));

      Cancellation second = new Cancellation();
      table.onSleep(duration -> second.cancel());
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(
              () -> table.reconciler().verify(again().toBuilder().cancellation(second).build()))
          .withMessageContaining("cancelled");
      assertThat(Thread.interrupted()).isFalse();

      table.onSleep(duration -> {});
      Cancellation third = new Cancellation();
      SyncListener atDivergence =
          new SyncListener() {
            @Override
            public void onDivergence(Divergence divergence) {
              third.cancel();
            }
          };
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(
              () ->
                  table
                      .reconciler()
                      .verify(
                          again().toBuilder().cancellation(third).listener(atDivergence).build()))
          .withMessageContaining("cancelled");
      assertThat(Thread.interrupted()).isFalse();

      SyncReport report = table.reconciler().verify(again());
      assertThat(report.counts().differing()).isEqualTo(CANDIDATES);
      assertThat(report.counts().keysCompared()).isEqualTo(CANDIDATES + 2L * GROUPS + TOMBSTONES);
      assertThat(report.counts().inSync()).isEqualTo(2L * GROUPS + TOMBSTONES);
    }
  }

  @Test
  void sync_whenCancelledAsItReadsItsCheckpoint_thenSaysSoAndKeepsTheCheckpoint() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, GROUPS);
      assertCancelled(() -> table.sync(cancelledAtDivergence(CANDIDATES / 2)));

      Cancellation second = new Cancellation();
      SyncListener atPlan =
          new SyncListener() {
            @Override
            public void onPlan(SyncPlan plan) {
              second.cancel();
            }
          };
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(
              () -> table.sync(options.toBuilder().cancellation(second).listener(atPlan).build()))
          .withMessageContaining("cancelled");
      assertThat(Thread.interrupted()).isFalse();
      assertGoesOn(table);
    }
  }

  @Test
  void sync_whenCancelledBeforeItBegins_thenCallsNobody() {
    try (TestTable table = TestTable.create(regions)) {
      long before = regions.region("us-east-1").requests();
      cancel();
      assertCancelled(() -> table.sync(options));
      assertThat(regions.region("us-east-1").requests()).isEqualTo(before);
      assertThat(options.checkpoint()).doesNotExist();
    }
  }

  @Test
  void sync_whenCancelledTooLate_thenReturnsItsReportAndLeavesNoInterrupt() {
    try (TestTable table = TestTable.create(regions)) {
      Divergent.fill(table, 1);
      SyncReport report = table.sync(cancelledAt(progress -> progress.phase() == Phase.DONE));

      assertThat(report.counts().repaired()).isEqualTo(5);
      assertThat(Thread.interrupted()).isFalse();
      assertThat(options.checkpoint()).doesNotExist();
    }
  }

  @Test
  void cancel_whenTheRunHasEnded_thenInterruptsNobody() {
    try (TestTable table = TestTable.create(regions)) {
      assertThat(table.sync(options).complete()).isTrue();
      cancel();
      assertThat(Thread.interrupted()).isFalse();
    }
  }
}
