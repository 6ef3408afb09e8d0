package io.github.dynamodbha.sync;

import io.github.dynamodbha.sync.SyncProgress.Phase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One run, step by step; a new object for each. */
final class SyncRun {
  private final SyncReport.Mode mode;
  private final SyncOptions options;
  private final InstantSource time;
  private final Sleeper sleeper;
  private final SyncPlan plan;
  private final Instant started;
  private final List<ReplicaRun> replicas;
  private final Tally tally;
  private final Confirmation confirmation;
  private final Purge purge;
  private final KeyJoin join;
  private final DueTombstones dueTombstones = new DueTombstones();
  private final AtomicLong confirmed = new AtomicLong();
  private volatile Phase phase = Phase.SCAN;
  private final AtomicLong candidates = new AtomicLong();

  SyncRun(
      SyncReport.Mode mode,
      SyncOptions options,
      InstantSource time,
      Sleeper sleeper,
      Instant started,
      SyncPlan plan,
      List<ReplicaRun> replicas) {
    this.mode = mode;
    this.options = options;
    this.time = time;
    this.sleeper = sleeper;
    this.started = started;
    this.plan = plan;
    this.replicas = List.copyOf(replicas);
    tally = new Tally(options, plan.segments());
    confirmation = new Confirmation(replicas, new TimeToLive(plan.timeToLiveAttributes()), time);
    purge = new Purge(replicas, confirmation, options, time, mode == SyncReport.Mode.SYNC, tally);
    join = new InMemoryJoin(replicas.size(), this::matched);
  }

  SyncReport run() throws InterruptedException {
    try (Workers workers = new Workers(options.concurrency() * replicas.size())) {
      TableScan scan = new TableScan(replicas, plan, time, join, tally, this::progress);
      workers.run(scan.tasks(options.concurrency()));
      candidates.set(join.held() + dueTombstones.size());
      phase = mode == SyncReport.Mode.SYNC ? Phase.REPAIR : Phase.CONFIRM;
      progress();
      if (mode == SyncReport.Mode.VERIFY) {
        verify(workers);
      } else {
        repair(workers);
      }
    }
    phase = Phase.DONE;
    progress();
    return report();
  }

  /** A key that all replicas showed alike: in sync, and to be purged if it is a due tombstone. */
  private void matched(@Nullable Tombstone tombstone) {
    tally.compared(1);
    tally.inSync();
    if (tombstone == null) {
      return;
    }
    if (mode == SyncReport.Mode.VERIFY) {
      tally.tombstoneKept();
    } else if (purge.isDue(tombstone)) {
      dueTombstones.add(tombstone);
    }
  }

  private void repair(Workers workers) throws InterruptedException {
    KeyReconciliation reconciliation =
        new KeyReconciliation(
            confirmation, new Repair(replicas), purge, plan.keys(), options, tally);
    forEach(
        workers,
        join.unmatched(),
        join.held(),
        batch -> {
          for (KeyView view : look(batch)) {
            reconciliation.reconcile(view);
          }
        });
    forEach(
        workers,
        dueTombstones.iterator(),
        dueTombstones.size(),
        batch -> {
          for (Tombstone tombstone : batch) {
            purge.purge(tombstone);
          }
        });
  }

  private void verify(Workers workers) throws InterruptedException {
    SecondLook secondLook = new SecondLook(plan.keys(), options, tally);
    forEach(
        workers, join.unmatched(), join.held(), batch -> look(batch).forEach(secondLook::first));
    Queue<SecondLook.Suspect> suspects = secondLook.suspects();
    if (suspects.isEmpty()) {
      return;
    }
    phase = Phase.SETTLE;
    candidates.addAndGet(suspects.size());
    progress();
    sleeper.sleep(options.settle());
    phase = Phase.CONFIRM;
    forEach(
        workers,
        suspects.iterator(),
        suspects.size(),
        batch -> {
          List<KeyView> views =
              confirmation.look(batch.stream().map(SecondLook.Suspect::key).toList());
          for (int i = 0; i < batch.size(); i++) {
            secondLook.second(batch.get(i), views.get(i));
          }
        });
  }

  private List<KeyView> look(List<Candidate> keys) throws InterruptedException {
    tally.compared(keys.size());
    return confirmation.look(keys);
  }

  /** What is done with a batch. */
  @FunctionalInterface
  private interface Step<T> {
    void run(List<T> batch) throws InterruptedException;
  }

  private <T> void forEach(Workers workers, Iterator<T> elements, long total, Step<T> step)
      throws InterruptedException {
    Batches<T> batches = new Batches<>(elements, total, options.concurrency());
    List<Workers.Task> tasks = new ArrayList<>();
    for (int worker = 0; worker < options.concurrency(); worker++) {
      tasks.add(
          () -> {
            for (List<T> batch = batches.take(); !batch.isEmpty(); batch = batches.take()) {
              step.run(batch);
              confirmed.addAndGet(batch.size());
              progress();
            }
          });
    }
    workers.run(tasks);
  }

  private void progress() {
    tally.progress(
        new SyncProgress(
            phase,
            replicas.stream().map(ReplicaRun::progress).toList(),
            candidates.get(),
            confirmed.get(),
            tally.counts()));
  }

  private SyncReport report() {
    return new SyncReport(
        mode,
        plan.keys(),
        started,
        time.instant(),
        replicas.stream().map(r -> r.report(tally.differingIn(r.region()))).toList(),
        tally.counts(),
        tally.divergences(),
        tally.picture(),
        tally.skipReasons(),
        plan.notes());
  }
}
