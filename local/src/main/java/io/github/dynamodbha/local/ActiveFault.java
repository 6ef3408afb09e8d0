package io.github.dynamodbha.local;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fault while it is in force: counts what it may still hit, and knows the connections that are
 * stuck in it, so that its end frees them all, whenever they got stuck. Thread-safe.
 */
final class ActiveFault {

  /** The golden ratio's fraction: its multiples spread evenly over 0 to 1 without a period. */
  private static final double GOLDEN = 0.618_033_988_749_894_9;

  private final Fault fault;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicInteger toPass;
  private final AtomicInteger remaining;
  private final CountDownLatch end = new CountDownLatch(1);
  private final Set<GateConnection> stuck = new HashSet<>(); // guarded by this

  ActiveFault(Fault fault) {
    this.fault = fault;
    this.toPass = new AtomicInteger(fault.after());
    this.remaining = new AtomicInteger(fault.times());
  }

  Fault fault() {
    return fault;
  }

  /** Whether this request is hit; counts it if so. */
  boolean claims(String operation) {
    if (!fault.operations().isEmpty() && !fault.operations().contains(operation)) {
      return false;
    }
    if (fault.share() < 1 && (seen.getAndIncrement() * GOLDEN) % 1 >= fault.share()) {
      return false;
    }
    if (countsDown(toPass)) {
      return false;
    }
    return fault.times() == Fault.UNLIMITED || countsDown(remaining);
  }

  private static boolean countsDown(AtomicInteger left) {
    return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
  }

  /** Registers a connection to be reset when this fault ends; false if it has ended already. */
  synchronized boolean hold(GateConnection connection) {
    return end.getCount() > 0 && stuck.add(connection);
  }

  synchronized void forget(GateConnection connection) {
    stuck.remove(connection);
  }

  /** Waits for the fault's delay, or less if the fault ends. */
  void delay() throws InterruptedException {
    boolean unusedHealed = end.await(fault.delay().toNanos(), TimeUnit.NANOSECONDS);
  }

  void end() {
    Set<GateConnection> freed;
    synchronized (this) {
      end.countDown();
      freed = Set.copyOf(stuck);
    }
    freed.forEach(GateConnection::abort);
  }
}
