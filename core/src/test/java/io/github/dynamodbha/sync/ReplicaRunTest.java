package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.replica.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/** What the budgets and the report hear of each call. The replica itself is never called. */
class ReplicaRunTest {
  private final AtomicLong now = new AtomicLong();
  private final Replica replica =
      new Replica(
          ReplicaSettings.builder()
              .region("east")
              .endpointOverride(URI.create("http://127.0.0.1:1"))
              .tableName("t")
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build(),
          ConnectionSettings.DEFAULT,
          Replica.Face.SYNC,
          now::get,
          new Random(1));
  private final ReplicaItems items =
      new ReplicaItems(replica, new TableFormat(TestTable.HASH, ItemFormat.DEFAULT), true);
  private final ReplicaRun run =
      new ReplicaRun(
          0,
          items,
          PageSource.of(items, Set.of()),
          patience(Prices.PAGE_UNITS),
          patience(Prices.LEAST_WRITE_UNITS),
          new SyncPlan.ReplicaPlan("east", "t", 1, 1, 1, 1, ""));

  @AfterEach
  void close() {
    replica.close();
  }

  @Test
  void reads_thenAreHeldToWhatTheyConsumed() throws InterruptedException {
    answered(run.reads());
    run.consumedRead(20);
    answered(run.reads());
    assertWaited(20);
    assertThat(run.progress().readUnits()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"20, 1, 20, 20", "0, 40960, 5, 0", "0, 1, 0.5, 0", "0, 0, 0.5, 0"})
  void scan_whenTheEngineTellsNoUnits_thenTheBudgetGoesByThePagesSize(
      double units, long bytes, double budgeted, double reported) throws InterruptedException {
    answered(run.reads());
    run.consumedScan(units, bytes);
    answered(run.reads());
    assertWaited(budgeted);
    assertThat(run.progress().readUnits()).isEqualTo(reported);
  }

  @Test
  void writes_whenRefused_thenCountInTheBudgetAndNotInTheReport() throws InterruptedException {
    answered(run.writes());
    run.refusedWrite(12);
    answered(run.writes());
    assertWaited(12);
    assertThat(run.progress().writeUnits()).isZero();
    run.consumedWrite(3);
    assertThat(run.progress().writeUnits()).isEqualTo(3);
  }

  @Test
  void writes_thenAreHeldToWhatTheyConsumed() throws InterruptedException {
    answered(run.writes());
    run.consumedWrite(20);
    answered(run.writes());
    assertWaited(20);
    assertThat(run.progress().writeUnits()).isEqualTo(20);
  }

  @Test
  void reads_whenTheirBudgetIsUsedUp_thenWritesGoOn() throws InterruptedException {
    answered(run.reads());
    run.consumedRead(1000);
    answered(run.writes());
    assertThat(now).hasValue(0);
  }

  private static void answered(Patience patience) throws InterruptedException {
    assertThat(
            patience.call(
                () ->
                    CompletableFuture.completedFuture(
                        new Reply.Answered<>("east", Duration.ZERO, "answer"))))
        .isInstanceOf(Reply.Answered.class);
  }

  /** The budgets are one unit per second; waits are rounded up to whole milliseconds. */
  private void assertWaited(double seconds) {
    assertThat(now.get() / 1e9).isBetween(seconds, seconds + 0.002);
  }

  private Patience patience(double firstCallUnits) {
    Sleeper sleeper = duration -> now.addAndGet(duration.toNanos());
    UnitBudget budget = new UnitBudget(1, firstCallUnits, now::get, sleeper, new Cancellation());
    return new Patience("east", budget, now::get, sleeper, new Random(1));
  }
}
