package io.github.dynamodbha.replica;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes that a listener is to hear of in their order, and outside the lock under which they are
 * made, so that it may ask back, wait for another thread that does, or change something itself.
 *
 * <p>One thread tells at a time; it also tells what others add meanwhile. So what the listener was
 * told last holds. Thread-safe.
 *
 * @param <C> a change
 */
public final class Announcements<C> {
  /** As few as it takes the listener to hear, seldom any. */
  private final Queue<C> untold = new ArrayDeque<>(); // guarded by this

  private boolean telling; // guarded by this

  /** Adds a change; to be called under the lock that orders the changes. */
  public synchronized void add(C change) {
    untold.add(change);
  }

  /** Tells what is not told yet, unless another thread (or this one, asking back) is at it. */
  public void tell(Consumer<? super C> listener) {
    for (C change = next(); change != null; change = next()) {
      try {
        listener.accept(change);
      } finally {
        toldOne();
      }
    }
  }

  private synchronized @Nullable C next() {
    C change = telling ? null : untold.poll();
    telling |= change != null;
    return change;
  }

  private synchronized void toldOne() {
    telling = false;
  }
}
