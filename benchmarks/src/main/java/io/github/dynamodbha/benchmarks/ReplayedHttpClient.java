package io.github.dynamodbha.benchmarks;

import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers every request with a page of a recorded reply. For one thread. */
final class ReplayedHttpClient implements SdkHttpClient {
  private final RecordedReply reply;
  private final byte[] page;
  private final AtomicInteger segment = new AtomicInteger();

  ReplayedHttpClient(RecordedReply reply) {
    this.reply = reply;
    this.page = reply.page(0);
  }

  /** Sets whose page is next. */
  void segment(int next) {
    segment.set(next);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    reply.number(page, segment.get());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(page)))
            .build();
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
