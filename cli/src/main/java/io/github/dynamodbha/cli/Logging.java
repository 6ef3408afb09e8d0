package io.github.dynamodbha.cli;

import java.util.List;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log, which goes to standard error: the library's warnings, or with --debug the lot.
 */
final class Logging {
  private static final String SIMPLE = "org.slf4j.simpleLogger.";

  private Logging() {}

  /** Must run before the first logger is made. */
  static void configure(String... args) {
    boolean debug = List.of(args).contains("--debug");
    set("showThreadName", Boolean.toString(debug));
    set("showDateTime", Boolean.toString(debug));
    if (debug) {
      // Not otherwise: only to read it Java loads its calendars, some 20 ms.
      set("dateTimeFormat", "HH:mm:ss.SSS");
    }
    set("showShortLogName", Boolean.toString(debug));
    set("showLogName", "false");
    set("defaultLogLevel", debug ? "debug" : "off");
    set("log.io.github.dynamodbha", debug ? "debug" : "warn");
    // The commands themselves say which regions missed a write.
    set("log.io.github.dynamodbha.protocol.Settlement", debug ? "debug" : "error");
    // At their debug level these print whole messages, signatures and items included.
    set("log.org.apache.hc", "info");
    set("log.io.netty", "info");
    set("log.software.amazon.awssdk.auth.signer", "info");
    set("log.software.amazon.awssdk.http.auth", "info");
    // Made now: two threads that are the first to log at once would draw a warning.
    ILoggerFactory unused = LoggerFactory.getILoggerFactory();
  }

  private static void set(String name, String value) {
    if (System.getProperty(SIMPLE + name) == null) {
      System.setProperty(SIMPLE + name, value);
    }
  }
}
