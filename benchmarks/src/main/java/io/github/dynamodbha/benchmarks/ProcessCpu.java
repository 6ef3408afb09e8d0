package io.github.dynamodbha.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * CPU time of whole processes, the compiler's and the collector's threads included. The system
 * counts it in steps of about 10 ms, so it is for runs that take longer.
 */
final class ProcessCpu {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessCpu() {}

  /** Of this process, since it started. */
  static long ownNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** Of the processes that this one started and that still run: the local regions. */
  static long serverNanos() {
    return ProcessHandle.current()
        .descendants()
        .mapToLong(process -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }
}
