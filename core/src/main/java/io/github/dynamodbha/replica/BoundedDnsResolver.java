package io.github.dynamodbha.replica;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * The system's name look-ups, with an end. A look-up can't be interrupted, and a dead name server
 * holds it for many seconds, past every timeout that the HTTP client knows; here it runs on a
 * thread of its own, and the caller waits for it no longer than for a connection.
 *
 * <p>Thread-safe. A region has at most {@value #MAX_LOOKUPS} look-ups under way.
 */
final class BoundedDnsResolver implements DnsResolver, AutoCloseable {
  private static final int MAX_LOOKUPS = 4;
  private static final int MAX_WAITING = 256;
  private static final long IDLE_THREAD_SECONDS = 30;

  private final Duration timeout;
  private final LookUp system;
  private final ThreadPoolExecutor lookups;

  BoundedDnsResolver(String region, Duration timeout) {
    this(region, timeout, SystemDefaultDnsResolver.INSTANCE::resolve);
  }

  BoundedDnsResolver(String region, Duration timeout, LookUp system) {
    this.timeout = timeout;
    this.system = system;
    lookups =
        new ThreadPoolExecutor(
            MAX_LOOKUPS,
            MAX_LOOKUPS,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            new RegionThreads(region + "-dns"));
    lookups.allowCoreThreadTimeOut(true);
  }

  /** A look-up that may take as long as it likes. */
  interface LookUp {
    InetAddress[] resolve(String host) throws Exception;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    try {
      Future<InetAddress[]> lookup = lookups.submit(() -> system.resolve(host));
      return lookup.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unknown(host, "the name server knows no address", e);
    } catch (TimeoutException e) {
      throw unknown(host, "no answer from the name server within " + timeout, e);
    } catch (RejectedExecutionException e) {
      throw unknown(host, MAX_WAITING + " look-ups are waiting already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, "interrupted", e);
    }
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  @Override
  public void close() {
    lookups.shutdownNow();
  }

  private static UnknownHostException unknown(String host, String why, Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(host + ": " + why);
    unknown.initCause(cause);
    return unknown;
  }
}
