package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.replica.Replica;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The product's sync and verify, with time and threads that are given. */
public final class SimulatedSync {
  private final Reconciler reconciler;

  /** Does tasks that may wait. */
  public interface Tasks {
    /** Does all, and throws what the first failing one threw. */
    void run(List<Task> tasks) throws InterruptedException;
  }

  /** A task that may wait. */
  public interface Task {
    /** Does it. */
    void run() throws InterruptedException;
  }

  /** Waits. */
  public interface Sleep {
    /** Waits for a time. */
    void sleep(Duration duration) throws InterruptedException;
  }

  /** Makes a reconciler. */
  public SimulatedSync(
      List<Replica> replicas,
      InstantSource clock,
      LongSupplier nanoTime,
      Sleep sleep,
      RandomGenerator jitter,
      Tasks tasks) {
    reconciler =
        new Reconciler(
            replicas,
            ItemFormat.DEFAULT,
            clock,
            nanoTime,
            sleep::sleep,
            jitter,
            PageSource::of,
            concurrency -> workers(tasks));
  }

  private static Workers workers(Tasks tasks) {
    return new Workers() {
      @Override
      public void run(List<Workers.Task> all) throws InterruptedException {
        List<SimulatedSync.Task> tasksOfRun = new java.util.ArrayList<>();
        all.forEach(task -> tasksOfRun.add(task::run));
        tasks.run(tasksOfRun);
      }

      @Override
      public void close() {}
    };
  }

  /** Syncs. */
  public SyncReport sync(SyncOptions options) {
    return reconciler.sync(options);
  }

  /** Verifies. */
  public SyncReport verify(SyncOptions options) {
    return reconciler.verify(options);
  }
}
