package io.github.dynamodbha.sync;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Workers that are threads. */
final class WorkerThreads implements Workers {
  /** How long an ending run waits for its interrupted threads, which only wait for replies. */
  private static final long CLOSE_SECONDS = 2;

  private static final Logger LOG = LoggerFactory.getLogger(WorkerThreads.class);
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final ExecutorService executor;

  /** Starts no thread yet; there will be {@code threads} at most, all daemons. */
  WorkerThreads(int threads) {
    executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "dynamodb-ha-sync-" + THREADS.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public void run(List<Task> tasks) throws InterruptedException {
    CompletionService<Boolean> running = new ExecutorCompletionService<>(executor);
    tasks.stream().map(WorkerThreads::callable).forEach(running::submit);
    for (int done = 0; done < tasks.size(); done++) {
      try {
        running.take().get();
      } catch (ExecutionException e) {
        // A run ends with its first failure: the other tasks have nothing left to do.
        executor.shutdownNow();
        throw unchecked(e);
      }
    }
  }

  private static Callable<Boolean> callable(Task task) {
    return () -> {
      task.run();
      return true;
    };
  }

  private static RuntimeException unchecked(ExecutionException e) throws InterruptedException {
    Throwable cause = e.getCause();
    if (cause instanceof InterruptedException interrupted) {
      throw interrupted;
    } else if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Threads of a run that has ended still wait for a region's reply");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
