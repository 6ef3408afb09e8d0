package io.github.dynamodbha.client;

import java.security.Security;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this JVM goes on with the address that it last knew when a name can't be looked up any
 * more, as in us-east-1 on 20 October 2025. It is the JVM's setting and not ours to change; one
 * warning says what it costs and what cures it.
 */
final class DnsPosture {
  private static final Logger LOG = LoggerFactory.getLogger(DnsPosture.class);
  private static final DnsPosture JVM = new DnsPosture(LOG::warn);

  /** The JDK's own names; the security property stands above the system property. */
  private static final String SECURITY_PROPERTY = "networkaddress.cache.stale.ttl";

  private static final String SYSTEM_PROPERTY = "sun.net.inetaddr.stale.ttl";

  /** The first JDK that has them. */
  private static final int FIRST_JDK = 21;

  private final AtomicBoolean asked = new AtomicBoolean();
  private final Consumer<String> log;

  /** For the JVM, or for a test. */
  DnsPosture(Consumer<String> log) {
    this.log = log;
  }

  /** Warns, if there is something to warn of and nobody did so in this JVM before. */
  static void warnOnce() {
    JVM.warnOnce(
        () -> warning(Runtime.version().feature(), Security::getProperty, System::getProperty));
  }

  void warnOnce(Supplier<Optional<String>> warning) {
    if (asked.compareAndSet(false, true)) {
      warning.get().ifPresent(log);
    }
  }

  static Optional<String> warning(
      int jdk,
      UnaryOperator<@Nullable String> securityProperties,
      UnaryOperator<@Nullable String> systemProperties) {
    String loss =
        "When a region's name can't be looked up, new connections to it fail although its servers"
            + " may be well. ";
    if (jdk < FIRST_JDK) {
      return Optional.of(
          loss
              + "JDK "
              + jdk
              + " can't go on with the last known address: run on JDK 21 or newer with -D"
              + SYSTEM_PROPERTY
              + "=10800");
    }
    String security = securityProperties.apply(SECURITY_PROPERTY);
    String seconds = security != null ? security : systemProperties.apply(SYSTEM_PROPERTY);
    return isPositive(seconds)
        ? Optional.empty()
        : Optional.of(
            loss
                + "This JVM does not go on with the last known address: start it with -D"
                + SYSTEM_PROPERTY
                + "=10800 (seconds)");
  }

  private static boolean isPositive(@Nullable String seconds) {
    try {
      return seconds != null && Integer.parseInt(seconds.strip()) > 0;
    } catch (NumberFormatException e) {
      // The JVM ignores it as well.
      return false;
    }
  }
}
