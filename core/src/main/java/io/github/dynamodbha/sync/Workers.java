package io.github.dynamodbha.sync;

import java.util.List;

/**
 * Who does the work of one run. A step hands over its tasks and waits until all are done; the first
 * failure, or an interruption of the waiting thread, ends the others.
 */
interface Workers extends AutoCloseable {
  /** A task that may wait. */
  @FunctionalInterface
  interface Task {
    void run() throws InterruptedException;
  }

  /** Makes the workers of a run. */
  @FunctionalInterface
  interface Factory {
    /** Workers that do so many tasks at once. */
    Workers of(int concurrency);
  }

  /** Does all tasks, and throws what the first failing one threw. */
  void run(List<Task> tasks) throws InterruptedException;

  /** Interrupts what still runs and waits for it briefly. */
  @Override
  void close();
}
