package io.github.dynamodbha.simulation;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads of actors that wait; kept for the next, since a history takes less than one's start. */
final class ActorThreads {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
          });

  private ActorThreads() {}

  static void run(String name, Runnable body) {
    THREADS.execute(
        () -> {
          Thread.currentThread().setName("simulation-" + name);
          body.run();
        });
  }
}
