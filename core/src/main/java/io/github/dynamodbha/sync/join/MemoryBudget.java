package io.github.dynamodbha.sync.join;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory that several threads share. Each takes what it needs before it allocates, so that the sum
 * stays within the limit, even for a moment, but for what is {@linkplain #force forced}.
 * Thread-safe.
 */
final class MemoryBudget {
  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong peak = new AtomicLong();

  MemoryBudget(long limit) {
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  long held() {
    return held.get();
  }

  /** The most that has been held. */
  long peak() {
    return peak.get();
  }

  /** Takes memory; false if there isn't so much. */
  boolean take(long bytes) {
    long before = held.get();
    while (before + bytes <= limit) {
      if (held.compareAndSet(before, before + bytes)) {
        peak.accumulateAndGet(before + bytes, Math::max);
        return true;
      }
      before = held.get();
    }
    return false;
  }

  boolean has(long bytes) {
    return held.get() + bytes <= limit;
  }

  /** Takes memory that is needed in any case, beyond the limit if it must be. */
  void force(long bytes) {
    peak.accumulateAndGet(held.addAndGet(bytes), Math::max);
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
  }
}
