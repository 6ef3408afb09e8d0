package io.github.dynamodbha.table;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Long blocking work on a daemon thread of its own, so that it holds up no shared pool. */
final class OwnThread {
  private OwnThread() {}

  static <T> CompletableFuture<T> run(String name, Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.start();
        });
  }
}
