package io.github.dynamodbha.sync;

import io.github.dynamodbha.sync.SyncProgress.Phase;
import io.github.dynamodbha.sync.join.Candidates;
import io.github.dynamodbha.sync.join.Unmatched;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** One run, step by step; a new object for each. */
final class SyncRun {
  private final SyncReport.Mode mode;
  private final SyncOptions options;
  private final InstantSource time;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final Workers.Factory workerFactory;
  private final SyncPlan plan;
  private final List<ReplicaRun> replicas;
  private final Checkpoint checkpoint;
  private final Tally tally;
  private final Confirmation confirmation;
  private final Purge purge;

  SyncRun(
      SyncReport.Mode mode,
      SyncOptions options,
      InstantSource time,
      LongSupplier nanoTime,
      Sleeper sleeper,
      Workers.Factory workerFactory,
      SyncPlan plan,
      List<ReplicaRun> replicas,
      Checkpoint checkpoint) {
    this.mode = mode;
    this.options = options;
    this.time = time;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.workerFactory = workerFactory;
    this.plan = plan;
    this.replicas = List.copyOf(replicas);
    this.checkpoint = checkpoint;
    tally = new Tally(options, plan.segments());
    confirmation =
        new Confirmation(replicas, new TimeToLive(plan.timeToLiveAttributes()), time, nanoTime);
    purge =
        new Purge(
            replicas, confirmation, options, checkpoint.started(), mode == SyncReport.Mode.SYNC);
  }

  SyncReport run() throws InterruptedException {
    try (RunState state = new RunState(mode, options, replicas, tally, checkpoint, purge);
        Workers workers = workerFactory.of(options.concurrency())) {
      BatchedSteps steps = new BatchedSteps(state, workers, options.concurrency());
      checkpoint.replay(state);
      scan(state, workers);
      if (mode == SyncReport.Mode.VERIFY) {
        verify(state, steps);
      } else {
        repair(state, steps);
      }
      state.begin(Phase.DONE, 0);
    }
    checkpoint.finished();
    return report();
  }

  private void scan(RunState state, Workers workers) throws InterruptedException {
    state.progress();
    TableScan scan =
        new TableScan(
            plan.segments(),
            checkpoint,
            () -> new SegmentScan(replicas, plan, time, state.segmentBytes(), state));
    workers.run(scan.tasks(options.concurrency()));
    state.join().finish();
  }

  private void repair(RunState state, BatchedSteps steps) throws InterruptedException {
    KeyReconciliation reconciliation =
        new KeyReconciliation(
            confirmation, new Repair(replicas, nanoTime), purge, plan.keys(), options);
    KeyQueue tombstones = state.later();
    tombstones.finish();
    state.begin(
        mode == SyncReport.Mode.SYNC ? Phase.REPAIR : Phase.CONFIRM,
        state.join().size() + tombstones.size());
    steps.forEach(
        Step.CANDIDATES,
        candidates(state),
        state.join().size(),
        Candidate::key,
        (batch, record) -> {
          for (KeyView view : look(batch, record)) {
            reconciliation.reconcile(view, record);
            state.dealtWith(1);
          }
        });
    steps.forEach(
        Step.TOMBSTONES,
        decoded(tombstones.keys(), entry -> Payload.tombstone(entry.payload())),
        tombstones.size(),
        Tombstone::key,
        (batch, record) -> {
          for (Tombstone tombstone : batch) {
            purge.purge(tombstone, record.findings());
            state.dealtWith(1);
          }
        });
  }

  private void verify(RunState state, BatchedSteps steps) throws InterruptedException {
    SecondLook secondLook = new SecondLook(plan.keys(), options);
    state.begin(Phase.CONFIRM, state.join().size());
    steps.forEach(
        Step.CANDIDATES,
        candidates(state),
        state.join().size(),
        Candidate::key,
        (batch, record) -> {
          look(batch, record).forEach(view -> secondLook.first(view, record));
          state.dealtWith(batch.size());
        });
    KeyQueue suspects = state.later();
    suspects.finish();
    if (suspects.size() == 0) {
      return;
    }
    state.begin(Phase.SETTLE, suspects.size());
    sleeper.sleep(options.settle());
    state.begin(Phase.CONFIRM, 0);
    steps.forEach(
        Step.SUSPECTS,
        decoded(suspects.keys(), entry -> Payload.suspect(entry.payload(), entry.segment())),
        suspects.size(),
        suspect -> suspect.candidate().key(),
        (batch, record) -> {
          List<KeyView> views =
              confirmation.look(batch.stream().map(SecondLook.Suspect::candidate).toList());
          for (int i = 0; i < batch.size(); i++) {
            secondLook.second(batch.get(i), views.get(i), record);
          }
          state.dealtWith(batch.size());
        });
  }

  private List<KeyView> look(List<Candidate> candidates, BatchRecord record)
      throws InterruptedException {
    record.findings().compared(candidates.size());
    return confirmation.look(candidates);
  }

  private static Iterator<Candidate> candidates(RunState state) {
    return decoded(
        state.join().candidates(),
        entry -> new Candidate(Payload.key(entry.flags(), entry.payload()), entry.segment()));
  }

  private SyncReport report() {
    return new SyncReport(
        mode,
        plan.keys(),
        checkpoint.started(),
        time.instant(),
        replicas.stream().map(r -> r.report(tally.differingIn(r.region()))).toList(),
        tally.counts(),
        tally.divergences(),
        tally.picture(),
        tally.skipReasons(),
        notes());
  }

  private static <T> Iterator<T> decoded(Candidates entries, Function<Unmatched, T> decode) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public T next() {
        return decode.apply(entries.next());
      }
    };
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>(plan.notes());
    if (checkpoint.isResumed()) {
      notes.add("The run went on from a checkpoint: its counts and units are those of all parts");
    }
    return notes;
  }
}
