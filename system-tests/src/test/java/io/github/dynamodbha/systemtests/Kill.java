package io.github.dynamodbha.systemtests;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * A {@code kill -9} at a certain request: the gate of the region sends it while the process waits
 * for the answer. No time is involved.
 *
 * @param operation the request's, as in {@code PutItem}
 * @param after how many of these the region answers before
 * @param applied whether the region still does what the request asks for
 */
record Kill(String operation, int after, boolean applied) {
  /** What {@code kill -9} makes a process return. */
  static final int KILLED = 137;

  /** Runs a process, which may end before it comes to that request. */
  Outcome of(ProcessBuilder builder, LocalRegion region) throws IOException, InterruptedException {
    CompletableFuture<ProcessHandle> victim = new CompletableFuture<>();
    Fault fault = applied ? Fault.lostReply() : Fault.hang();
    region.inject(
        fault
            .onOperation(operation)
            .after(after)
            .onHit(() -> victim.thenAccept(ProcessHandle::destroyForcibly).join()));
    try (RunningCommand running = new RunningCommand(builder)) {
      victim.complete(running.handle());
      return running.await();
    } finally {
      region.heal();
    }
  }
}
