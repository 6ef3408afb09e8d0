package io.github.dynamodbha.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.AttributeMap;
import software.amazon.awssdk.utils.async.SimplePublisher;

/** HTTP clients without a network: every request gets the same item at once. */
final class StubHttp {
  private static final byte[] ITEM =
      "{\"Item\":{\"name\":{\"S\":\"Mars\"},\"moons\":{\"N\":\"2\"},\"mass\":{\"N\":\"0.64171\"}}}"
          .getBytes(StandardCharsets.UTF_8);
  private static final SdkHttpResponse RESPONSE =
      SdkHttpFullResponse.builder()
          .statusCode(200)
          .putHeader("Content-Type", "application/x-amz-json-1.0")
          .putHeader("Content-Length", Integer.toString(ITEM.length))
          .build();

  private StubHttp() {}

  /** The synchronous one. */
  static final class Sync implements SdkHttpClient, SdkHttpClient.Builder<Sync> {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(RESPONSE)
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(ITEM)))
              .build();
        }

        @Override
        public void abort() {
          // It has ended already.
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

  /** The asynchronous one; it answers on the calling thread. */
  static final class Async implements SdkAsyncHttpClient, SdkAsyncHttpClient.Builder<Async> {
    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
      request.responseHandler().onHeaders(RESPONSE);
      SimplePublisher<ByteBuffer> body = new SimplePublisher<>();
      request.responseHandler().onStream(body);
      CompletableFuture<Void> sent = body.send(ByteBuffer.wrap(ITEM));
      return CompletableFuture.allOf(sent, body.complete());
    }

    @Override
    public SdkAsyncHttpClient buildWithDefaults(AttributeMap defaults) {
      return this;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
