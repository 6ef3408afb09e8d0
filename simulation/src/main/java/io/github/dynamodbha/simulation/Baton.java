package io.github.dynamodbha.simulation;

import java.util.concurrent.Semaphore;

/** Lets one thread wait until another gives it the right to run. */
final class Baton {
  private final Semaphore given = new Semaphore(0);

  void give() {
    given.release();
  }

  void await() {
    given.acquireUninterruptibly();
  }
}
