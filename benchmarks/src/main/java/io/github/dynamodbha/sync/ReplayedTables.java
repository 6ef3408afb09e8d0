package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/**
 * Two replicas whose pages are made up by the caller, one page for each segment, to be verified by
 * the whole engine: page source, scan, both levels of the join, tally and report. Nothing is asked
 * of any region, so nothing may differ: a differing key would be read again.
 *
 * <p>A page is made on the thread that asks for it, so a run with a concurrency of 1 is the work of
 * one thread. Not thread-safe.
 */
public final class ReplayedTables implements AutoCloseable {
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-1");
  private static final String TABLE = "orders";
  private static final InstantSource TIME = InstantSource.system();

  private final TableFormat format;
  private final Pages pages;
  private final List<Replica> replicas = new ArrayList<>();

  /** Where the pages come from; called by as many threads as the run has. */
  @FunctionalInterface
  public interface Pages {
    /** The one page that a replica, 0 or 1, holds of a segment. */
    DigestPage page(int replica, int segment);
  }

  /** Tables that were not read yet. */
  public ReplayedTables(TableFormat format, Pages pages) {
    this.format = format;
    this.pages = pages;
    for (String region : REGIONS) {
      ReplicaSettings settings =
          ReplicaSettings.builder()
              .region(region)
              .tableName(TABLE)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build();
      replicas.add(
          new Replica(
              settings,
              ConnectionSettings.DEFAULT,
              Replica.Face.SYNC,
              System::nanoTime,
              new Random()));
    }
  }

  /**
   * Compares the tables.
   *
   * @param segments how many segments, and so pages, each has
   * @throws IllegalStateException if the thread was interrupted
   */
  public SyncReport verify(int segments, SyncOptions options) {
    List<ReplicaRun> runs = new ArrayList<>();
    List<SyncPlan.ReplicaPlan> plans = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      SyncPlan.ReplicaPlan plan =
          new SyncPlan.ReplicaPlan(REGIONS.get(i), TABLE, 0, 0, 0, 0, "replayed");
      plans.add(plan);
      runs.add(replicaRun(i, plan));
    }
    SyncPlan plan = new SyncPlan(format.keys(), plans, segments, Set.of(), List.of());
    SyncReport.Mode mode = SyncReport.Mode.VERIFY;
    Instant started = TIME.instant();
    CheckpointHeader header = CheckpointHeader.of(mode, plan, format, options, started);
    CheckpointCodec codec = new CheckpointCodec(format.keys(), replicas.size());
    try (Checkpoint none = Checkpoint.open(null, header, codec, runs)) {
      return new SyncRun(
              mode,
              options,
              TIME,
              System::nanoTime,
              Sleeper.SYSTEM,
              WorkerThreads::new,
              plan,
              runs,
              none)
          .run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The run was interrupted", e);
    }
  }

  private ReplicaRun replicaRun(int index, SyncPlan.ReplicaPlan plan) {
    Replica replica = replicas.get(index);
    return new ReplicaRun(
        index,
        new ReplicaItems(replica, format, true),
        (segment, segments, start) ->
            CompletableFuture.completedFuture(
                new Reply.Answered<>(replica.region(), Duration.ZERO, pages.page(index, segment))),
        patience(replica),
        patience(replica),
        plan);
  }

  private static Patience patience(Replica replica) {
    UnitBudget budget =
        new UnitBudget(
            Double.POSITIVE_INFINITY,
            Prices.PAGE_UNITS,
            System::nanoTime,
            Sleeper.SYSTEM,
            new Cancellation());
    return new Patience(replica.region(), budget, System::nanoTime, Sleeper.SYSTEM, new Random());
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
  }
}
