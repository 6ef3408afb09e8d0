package io.github.dynamodbha.benchmarks;

import java.io.IOException;
import java.time.Duration;
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
  private final Duration usual;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Duration slow;

  DistantHttp(Duration usual) {
    this.usual = usual;
    this.slow = usual;
  }

  /** One request in twenty takes so much longer from now on. */
  void slowDown(Duration delay) {
    slow = usual.plus(delay);
  }

  int requests() {
    return requests.get();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Duration delay = requests.incrementAndGet() % ONE_IN == 0 ? slow : usual;
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
