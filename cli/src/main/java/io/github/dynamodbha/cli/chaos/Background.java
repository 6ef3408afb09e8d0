package io.github.dynamodbha.cli.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Threads that do one thing each, beside the main thread. The first failure is kept. */
final class Background implements AutoCloseable {
  /** What a thread does. */
  interface Task {
    void run() throws Exception;
  }

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  void start(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                failure.compareAndSet(null, e);
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Waits for all; throws what the first one failed with. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a thread of the run failed: " + failed, failed);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
