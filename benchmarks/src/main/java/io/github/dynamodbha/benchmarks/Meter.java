package io.github.dynamodbha.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * CPU time and allocation of the Java threads of this process; the compiler's and the collector's
 * threads are not among them, nor are the servers, which are other processes.
 *
 * <p>The calling thread is read last at the start and first at the end, so that reading the others
 * doesn't count. What a thread did that ended meanwhile is lost; the clients' threads live on.
 */
final class Meter {
  private static final ThreadMXBean THREADS =
      ThreadMXBean.class.cast(ManagementFactory.getThreadMXBean());

  private final Map<Long, Usage> others;
  private final Usage own;

  /** CPU time and allocated bytes. */
  record Usage(long cpuNanos, long bytes) {
    static final Usage ZERO = new Usage(0, 0);

    Usage plus(Usage more) {
      return new Usage(cpuNanos + more.cpuNanos, bytes + more.bytes);
    }

    Usage minus(Usage less) {
      return new Usage(cpuNanos - less.cpuNanos, bytes - less.bytes);
    }
  }

  private Meter() {
    others = readOthers();
    own = readOwn();
  }

  static Meter start() {
    return new Meter();
  }

  /** What was used since the start. */
  Usage stop() {
    Usage used = readOwn().minus(own);
    for (Map.Entry<Long, Usage> thread : readOthers().entrySet()) {
      Usage now = Objects.requireNonNull(thread.getValue());
      used = used.plus(now.minus(others.getOrDefault(thread.getKey(), Usage.ZERO)));
    }
    return used;
  }

  private static Usage readOwn() {
    return new Usage(
        THREADS.getCurrentThreadCpuTime(), THREADS.getThreadAllocatedBytes(currentThread()));
  }

  private static Map<Long, Usage> readOthers() {
    long[] ids = THREADS.getAllThreadIds();
    long[] cpu = THREADS.getThreadCpuTime(ids);
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Usage> usages = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] != currentThread() && cpu[i] >= 0) {
        usages.put(ids[i], new Usage(cpu[i], bytes[i]));
      }
    }
    return usages;
  }

  @SuppressWarnings("deprecation") // threadId() came with Java 19
  private static long currentThread() {
    return Thread.currentThread().getId();
  }
}
