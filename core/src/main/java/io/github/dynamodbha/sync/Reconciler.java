package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.sync.join.SpillException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Compares the replicas of one table whole, and repairs what differs.
 *
 * <p>The methods block; the calling thread coordinates. One run at a time: a second call while one
 * is under way is refused. The replicas stay the caller's, who closes them.
 */
public final class Reconciler {
  /** The join keeps a bit for each replica in one long. */
  private static final int MAX_REPLICAS = 32;

  private final List<Replica> replicas;
  private final ItemFormat format;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final RandomGenerator jitter;
  private final PageSource.Factory pageSources;
  private final Workers.Factory workers;
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * Makes a reconciler; does no I/O.
   *
   * @param replicas the table's replicas, two to 32, in order of preference
   * @param format the names of the system attributes
   * @param time tells the age of tombstones and items, and when a run began; normally {@link
   *     InstantSource#system()}
   * @throws IllegalArgumentException if there are fewer than two replicas, more than 32, or two of
   *     one region
   */
  public Reconciler(List<Replica> replicas, ItemFormat format, InstantSource time) {
    // Random, not a faster generator, because threads share it.
    this(
        replicas,
        format,
        time,
        System::nanoTime,
        Sleeper.SYSTEM,
        new Random(),
        PageSource::of,
        WorkerThreads::new);
  }

  Reconciler(
      List<Replica> replicas,
      ItemFormat format,
      InstantSource time,
      LongSupplier nanoTime,
      Sleeper sleeper,
      RandomGenerator jitter,
      PageSource.Factory pageSources,
      Workers.Factory workers) {
    this.replicas = List.copyOf(replicas);
    this.format = format;
    this.time = time;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.jitter = jitter;
    this.pageSources = pageSources;
    this.workers = workers;
    requireReplicas(this.replicas);
  }

  /**
   * Makes the replicas identical: copies the winner of every key to the replicas that lack it, and
   * removes the tombstones that all of them hold.
   *
   * @return what was found and done; {@link SyncReport#complete()} is false if something had to be
   *     skipped
   * @throws SyncException if the run can't begin or go on: schemas differ, a table is missing, a
   *     region can't be read, the disk can't hold what doesn't fit in memory, it was cancelled, or
   *     the calling thread was interrupted (its flag is set again)
   * @throws IllegalArgumentException if {@link SyncOptions#preferRegion()} is none of the replicas
   * @throws IllegalStateException if another run of this reconciler is under way
   */
  public SyncReport sync(SyncOptions options) {
    return run(options.dryRun() ? SyncReport.Mode.DRY_RUN : SyncReport.Mode.SYNC, options);
  }

  /**
   * Tells whether the replicas are identical; writes nothing. What differs is looked at again after
   * {@link SyncOptions#settle()}, so that writes under way are not reported.
   *
   * @return what differs; {@link SyncReport#identical()} is the answer in a word
   * @throws SyncException as {@link #sync}
   * @throws IllegalArgumentException as {@link #sync}
   * @throws IllegalStateException as {@link #sync}
   */
  public SyncReport verify(SyncOptions options) {
    return run(SyncReport.Mode.VERIFY, options);
  }

  private SyncReport run(SyncReport.Mode mode, SyncOptions options) {
    requireKnown(options.preferRegion());
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException(
          "This reconciler is running already: wait for that run, or make another reconciler");
    }
    Cancellation cancellation =
        Objects.requireNonNullElseGet(options.cancellation(), Cancellation::new);
    try {
      cancellation.begin();
      return startRun(mode, options, cancellation);
    } catch (InterruptedException e) {
      throw ended(options, cancellation, e);
    } catch (RuntimeException e) {
      throw explained(options, cancellation, e);
    } finally {
      cancellation.end();
      running.set(false);
    }
  }

  /**
   * What the calling thread was doing when it failed is not always what failed: an interruption
   * closes the file that is being written, and after the first thread that found the disk full the
   * others find the join broken.
   */
  private static RuntimeException explained(
      SyncOptions options, Cancellation cancellation, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClosedByInterruptException) {
        return ended(options, cancellation, e);
      } else if (cause instanceof SpillException disk) {
        return new SyncException(Objects.requireNonNull(disk.getMessage()), e);
      }
    }
    return e;
  }

  private static SyncException ended(SyncOptions options, Cancellation cancellation, Exception e) {
    boolean cancelled = cancellation.isCancelled();
    if (!cancelled) {
      Thread.currentThread().interrupt();
    }
    return new SyncException(
        "The run was "
            + (cancelled ? "cancelled" : "interrupted")
            + ". What it wrote was written on condition that nothing newer was there, so the tables"
            + " are as sound as before: run it again"
            + (options.checkpoint() == null
                ? " to go on"
                : " with the same checkpoint, " + options.checkpoint() + ", to go on where it was"),
        e);
  }

  private SyncReport startRun(SyncReport.Mode mode, SyncOptions options, Cancellation cancellation)
      throws InterruptedException {
    Instant started = time.instant();
    // Descriptions of tables consume no units; they only slow down where they are throttled.
    List<Patience> control =
        replicas.stream().map(r -> patience(r, Double.POSITIVE_INFINITY, 0, cancellation)).toList();
    SyncPlan asked = new Planner(replicas, control, options).plan();
    TableFormat table = tableFormat(asked);
    List<ReplicaRun> runs = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      runs.add(replicaRun(i, table, options, asked, cancellation));
    }
    CheckpointHeader header = CheckpointHeader.of(mode, asked, table, options, started);
    CheckpointCodec codec = new CheckpointCodec(asked.keys(), replicas.size());
    try (Checkpoint checkpoint = Checkpoint.open(options.checkpoint(), header, codec, runs)) {
      SyncPlan plan = asked.withSegments(checkpoint.segments());
      options.listener().onPlan(plan);
      return new SyncRun(mode, options, time, nanoTime, sleeper, workers, plan, runs, checkpoint)
          .run();
    }
  }

  private ReplicaRun replicaRun(
      int index, TableFormat table, SyncOptions options, SyncPlan plan, Cancellation cancellation) {
    Replica replica = replicas.get(index);
    ReplicaItems items = new ReplicaItems(replica, table, true);
    SyncLimits limits = options.limits();
    return new ReplicaRun(
        index,
        items,
        pageSources.of(items, plan.timeToLiveAttributes()),
        patience(replica, limits.maxReadUnits(), Prices.PAGE_UNITS, cancellation),
        patience(replica, limits.maxWriteUnits(), Prices.LEAST_WRITE_UNITS, cancellation),
        plan.replicas().get(index));
  }

  private Patience patience(
      Replica replica, double unitsPerSecond, double firstCallUnits, Cancellation cancellation) {
    UnitBudget budget =
        new UnitBudget(unitsPerSecond, firstCallUnits, nanoTime, sleeper, cancellation);
    return new Patience(replica.region(), budget, nanoTime, sleeper, jitter);
  }

  private TableFormat tableFormat(SyncPlan plan) {
    try {
      return new TableFormat(plan.keys(), format);
    } catch (IllegalArgumentException overlap) {
      throw new SyncException("The tables can't be compared: " + overlap.getMessage(), overlap);
    }
  }

  private void requireKnown(@Nullable String preferRegion) {
    if (preferRegion != null
        && replicas.stream().noneMatch(replica -> replica.region().equals(preferRegion))) {
      throw new IllegalArgumentException(
          "preferRegion is "
              + preferRegion
              + ", which is none of the regions "
              + replicas.stream().map(Replica::region).toList());
    }
  }

  private static void requireReplicas(List<Replica> replicas) {
    if (replicas.size() < 2 || replicas.size() > MAX_REPLICAS) {
      throw new IllegalArgumentException(
          "A table is compared in 2 to "
              + MAX_REPLICAS
              + " regions, but "
              + replicas.size()
              + " were given");
    }
    Set<String> regions = new HashSet<>();
    for (Replica replica : replicas) {
      if (!regions.add(replica.region())) {
        throw new IllegalArgumentException(
            "Region " + replica.region() + " is given twice: give each region once");
      }
    }
  }
}
