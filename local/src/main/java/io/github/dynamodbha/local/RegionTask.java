package io.github.dynamodbha.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A step that all regions take at once, such as to start. */
@FunctionalInterface
interface RegionTask {

  void run(LocalRegion region) throws IOException;

  /**
   * Runs the task for every region, each in a thread of its own, and waits for all of them.
   *
   * @param verb for the message, such as {@code start}
   * @throws LocalRegionsException the first failure, with the others suppressed
   */
  static void runAll(Collection<LocalRegion> regions, String verb, RegionTask task) {
    ConcurrentLinkedQueue<LocalRegionsException> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (LocalRegion region : regions) {
      Thread thread =
          new Thread(
              () -> runOne(region, verb, task, failures), "region-" + region.name() + "-" + verb);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          // The caller gives up: so do the tasks, which leave nothing half done.
          interrupted = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    LocalRegionsException first = failures.poll();
    if (first != null) {
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private static void runOne(
      LocalRegion region,
      String verb,
      RegionTask task,
      ConcurrentLinkedQueue<LocalRegionsException> failures) {
    try {
      task.run(region);
    } catch (LocalRegionsException e) {
      failures.add(e);
    } catch (IOException | RuntimeException e) {
      failures.add(
          new LocalRegionsException(
              "region " + region.name() + ": cannot " + verb + ": " + e.getMessage(), e));
    }
  }
}
