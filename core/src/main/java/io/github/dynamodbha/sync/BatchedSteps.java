package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** Takes the keys of a step through the run's threads, batch by batch. */
final class BatchedSteps {
  private final RunState state;
  private final Workers workers;
  private final int concurrency;

  /** What is done with a batch. */
  @FunctionalInterface
  interface Action<T> {
    void run(List<T> batch, BatchRecord record) throws InterruptedException;
  }

  BatchedSteps(RunState state, Workers workers, int concurrency) {
    this.state = state;
    this.workers = workers;
    this.concurrency = concurrency;
  }

  /**
   * Does a step, but for the batches that an earlier run has done.
   *
   * @param elements in the same order in every run
   * @param total how many there are
   * @param keyOf the key of an element
   */
  <T> void forEach(
      Step step, Iterator<T> elements, long total, Function<T, ItemKey> keyOf, Action<T> action)
      throws InterruptedException {
    Batches<T> batches = new Batches<>(elements, total);
    List<Workers.Task> tasks = new ArrayList<>();
    for (int worker = 0; worker < concurrency; worker++) {
      tasks.add(
          () -> {
            for (Batches.Batch<T> batch = batches.take();
                !batch.isEmpty();
                batch = batches.take()) {
              run(step, batch, keyOf, action);
            }
          });
    }
    workers.run(tasks);
  }

  private <T> void run(
      Step step, Batches.Batch<T> batch, Function<T, ItemKey> keyOf, Action<T> action)
      throws InterruptedException {
    long fingerprint = fingerprint(batch.elements(), keyOf);
    if (state.checkpoint().isDone(step, batch.number(), fingerprint)) {
      state.passedOver(batch.elements().size());
      return;
    }
    BatchRecord record =
        new BatchRecord(step, batch.number(), fingerprint, state.checkpoint(), state.tally());
    action.run(batch.elements(), record);
    state.completed(record);
  }

  /** Of the keys and their order; another run's batch is the same only if all of it is. */
  private static <T> long fingerprint(List<T> elements, Function<T, ItemKey> keyOf) {
    long fingerprint = elements.size();
    for (T element : elements) {
      fingerprint = 31 * fingerprint + keyOf.apply(element).digest().low();
    }
    return fingerprint;
  }
}
