package io.github.dynamodbha.replica;

/** Told of every reply of a region, also of those that nobody waits for any longer. */
@FunctionalInterface
public interface CallObserver {
  /** Called once for each call, on the thread that its outcome came on; must not block. */
  void replied(Operation<?, ?> operation, Reply<?> reply);
}
