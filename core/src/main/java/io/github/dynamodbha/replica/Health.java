package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;

/**
 * What this process has lately seen of a region, and so whether to wait for it. Thread-safe.
 *
 * <p>Two of them: {@link ReplicaHealth} for the simple table, {@link Breaker} for the drop-in
 * clients.
 */
public sealed interface Health permits ReplicaHealth, Breaker {
  /** Whether to ask the region now; {@link Admission#TRIAL} is given to one caller at a time. */
  Admission admit();

  /** True while calls don't wait for the region. */
  boolean isSuspended();

  /** The failure that counted last, or null if there was none since the region was well. */
  @Nullable Failure lastFailure();

  /** The region carried out a call. */
  void succeeded();

  /** A call to the region failed. */
  void failed(Failure failure);
}
