package io.github.dynamodbha.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What whole processes use, the compiler's and the collector's threads included. The system counts
 * CPU time in steps of about 10 ms, so it is for runs that take longer.
 */
final class ProcessUse {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ProcessUse() {}

  /** CPU time of this process since it started. */
  static long ownNanos() {
    return SYSTEM.getProcessCpuTime();
  }

  /** CPU time of the processes that this one started and that still run: the local regions. */
  static long serverNanos() {
    return ProcessHandle.current()
        .descendants()
        .mapToLong(process -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }

  /**
   * The most memory of the machine's that this process has had; 0 where the system doesn't tell.
   */
  static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }
  }
}
