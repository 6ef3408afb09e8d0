package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.ReplicaItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Hands out the elements of an iterator in lists to several workers. Small runs are divided into
 * smaller lists, so that all workers have something to do. Thread-safe.
 */
final class Batches<T> {
  private final Iterator<T> elements;
  private final int size;

  Batches(Iterator<T> elements, long total, int workers) {
    this.elements = elements;
    this.size = (int) Math.max(1, Math.min(ReplicaItems.MAX_BATCH_KEYS, total / workers));
  }

  /** The next elements; empty when there are no more. */
  synchronized List<T> take() {
    List<T> batch = new ArrayList<>(size);
    while (batch.size() < size && elements.hasNext()) {
      batch.add(elements.next());
    }
    return batch;
  }
}
