package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.ReplicaItems;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Hands out the elements of an iterator in numbered lists to several workers. Small runs are
 * divided into smaller lists, so that all workers have something to do; the division depends on the
 * total only, so that a later run makes the same lists. Thread-safe.
 */
final class Batches<T> {
  /** Into how many lists a small run is divided at least: the default of the concurrency. */
  private static final int SMALL_RUN_BATCHES = 8;

  private final Iterator<T> elements;
  private final int size;
  private int next;

  /** A list of elements with its place among all lists. */
  record Batch<T>(int number, List<T> elements) {
    boolean isEmpty() {
      return elements.isEmpty();
    }
  }

  Batches(Iterator<T> elements, long total) {
    this.elements = elements;
    this.size = (int) Math.max(1, Math.min(ReplicaItems.MAX_BATCH_KEYS, total / SMALL_RUN_BATCHES));
  }

  /** The next elements; empty when there are no more. */
  synchronized Batch<T> take() {
    List<T> batch = new ArrayList<>(size);
    while (batch.size() < size && elements.hasNext()) {
      batch.add(elements.next());
    }
    return new Batch<>(next++, batch);
  }
}
