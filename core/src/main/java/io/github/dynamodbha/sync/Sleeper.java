package io.github.dynamodbha.sync;

import java.time.Duration;

/** Waits; passed in, so that tests need not. */
@FunctionalInterface
interface Sleeper {
  /** The real one. */
  Sleeper SYSTEM = duration -> Thread.sleep(duration.toMillis());

  void sleep(Duration duration) throws InterruptedException;
}
