package io.github.dynamodbha.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A future for which an actor waits under the scheduler; what is derived from it is one too. */
public final class SimulatedFuture<T> extends CompletableFuture<T> {
  private final Scheduler scheduler;

  /** An open future. */
  public SimulatedFuture(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new SimulatedFuture<>(scheduler);
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    awaitDone();
    return super.get();
  }

  @Override
  public T join() {
    awaitDone();
    return super.join();
  }

  private void awaitDone() {
    if (!isDone()) {
      scheduler.await(this::isDone);
    }
  }
}
