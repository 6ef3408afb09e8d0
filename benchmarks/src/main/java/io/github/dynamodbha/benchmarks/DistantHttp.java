package io.github.dynamodbha.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * A region at the other end of a network, of which some requests take much longer: the gate of a
 * local region makes one fault at a time, and its machine has next to no network.
 */
final class DistantHttp implements SdkHttpClient, SdkHttpClient.Builder<DistantHttp> {
  /** One in so many is slow, while any is. */
  private static final int ONE_IN = 20;

  private final StubHttp.Sync stub = new StubHttp.Sync();
  private final Duration median;
  private final double spread;
  private final Random random;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Duration extra = Duration.ZERO;

  /**
   * Makes a region.
   *
   * @param median how long most requests take about
   * @param spread standard deviation of the time's logarithm: with 0 each takes the same, with 0.5
   *     one in a hundred takes three times as long
   * @param seed of these times
   */
  DistantHttp(Duration median, double spread, long seed) {
    this.median = median;
    this.spread = spread;
    this.random = new Random(seed);
  }

  /** One request in twenty takes so much longer from now on. */
  void slowDown(Duration delay) {
    extra = delay;
  }

  private Duration nextDelay() {
    long usual = (long) (median.toNanos() * Math.exp(spread * random.nextGaussian()));
    boolean slow = requests.incrementAndGet() % ONE_IN == 0;
    return Duration.ofNanos(usual).plus(slow ? extra : Duration.ZERO);
  }

  int requests() {
    return requests.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Duration delay = nextDelay();
    CountDownLatch aborted = new CountDownLatch(1);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          if (aborted.await(delay.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IOException("aborted");
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
        return stub.prepareRequest(request).call();
      }

      @Override
      public void abort() {
        aborted.countDown();
      }
    };
  }

  @Override
  public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
    return this;
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
