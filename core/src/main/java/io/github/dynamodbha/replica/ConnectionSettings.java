package io.github.dynamodbha.replica;

import java.time.Duration;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * How each region is called; the same for all regions, and counted for each of them on its own.
 *
 * @param timeout the longest that one call may take; default 5 s
 * @param connectTimeout the longest that a name look-up or the making of a connection may take;
 *     default 500 ms
 * @param maxConnections connections (and, in the synchronous face, threads) of one region; default
 *     50, as in the AWS SDK. Calls beyond it wait for most of their time, and are not sent if none
 *     gets free
 */
public record ConnectionSettings(Duration timeout, Duration connectTimeout, int maxConnections) {
  /** Less is over before anything is sent. */
  private static final Duration MIN_TIMEOUT = Duration.ofMillis(1);

  /** Longer is no timeout, and nanoseconds must not overflow. */
  private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

  /** 5 s in all, 500 ms to connect, 50 connections. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(Duration.ofSeconds(5), Duration.ofMillis(500), 50);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a duration is less than 1 ms or more than a day, or there
   *     is no connection
   */
  public ConnectionSettings {
    requireInRange("timeout", timeout);
    requireInRange("connectTimeout", connectTimeout);
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "maxConnections must be at least 1, but was " + maxConnections);
    }
  }

  /** For HTTP clients that are not ours to set up. */
  AttributeMap httpDefaults(Duration legTimeout) {
    return AttributeMap.builder()
        .put(SdkHttpConfigurationOption.CONNECTION_TIMEOUT, connectTimeout)
        .put(
            SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT,
            RegionClient.acquisitionTimeout(legTimeout))
        .put(SdkHttpConfigurationOption.READ_TIMEOUT, timeout)
        .put(SdkHttpConfigurationOption.WRITE_TIMEOUT, timeout)
        .put(SdkHttpConfigurationOption.MAX_CONNECTIONS, maxConnections)
        .put(
            SdkHttpConfigurationOption.MAX_PENDING_CONNECTION_ACQUIRES,
            RegionPool.MAX_WAITING_CALLS)
        .build();
  }

  private static void requireInRange(String name, Duration duration) {
    if (duration.compareTo(MIN_TIMEOUT) < 0 || duration.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          name
              + " must be at least "
              + MIN_TIMEOUT
              + " and at most "
              + MAX_TIMEOUT
              + ", but was "
              + duration
              + ": the default is "
              + (name.equals("timeout") ? "PT5S" : "PT0.5S"));
    }
  }
}
