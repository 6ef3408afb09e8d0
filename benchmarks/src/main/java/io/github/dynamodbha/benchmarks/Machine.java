package io.github.dynamodbha.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.util.VersionInfo;

/** Where and how the figures were taken. */
final class Machine {
  private Machine() {}

  /** Of the last minute, this program's own included; on 2 cores, 2 is a machine in full use. */
  static String load() {
    return Report.format(
        "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static List<String> lines(String command) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return List.of(
        "* Date: " + Instant.now().truncatedTo(ChronoUnit.MINUTES),
        String.format(
            Locale.ROOT,
            "* Machine: %d cores, %.0f GiB of memory, %s %s, load average %.1f at the start",
            system.getAvailableProcessors(),
            system.getTotalMemorySize() / Math.pow(2, 30),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            system.getSystemLoadAverage()),
        "* JDK: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
        "* AWS SDK: " + VersionInfo.SDK_VERSION,
        "* Command: `" + command + "`");
  }
}
