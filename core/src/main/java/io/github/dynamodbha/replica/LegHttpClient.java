package io.github.dynamodbha.replica;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** Tells the leg that the calling thread is in which HTTP request it waits for. */
final class LegHttpClient implements SdkHttpClient {
  private final SdkHttpClient client;

  LegHttpClient(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = client.prepareRequest(request);
    Leg leg = Leg.current();
    if (leg != null) {
      leg.waitsFor(prepared);
    }
    return prepared;
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  @Override
  public void close() {
    client.close();
  }
}
