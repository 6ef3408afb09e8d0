package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.PageDigester;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How fast the items of a reply to Scan become digests: straight from its JSON, and over the SDK's
 * objects. No network, no server; one thread, by its CPU time.
 */
final class DigestRates implements AutoCloseable {
  static final String NAME = "digest";

  /** Measured together, so that the clock's own cost doesn't show. */
  private static final int BLOCK = 10;

  /** Of the calls that other parts make, since one of these has thousands of items. */
  private static final int SHARE = 10;

  private final byte[] page;
  private final int length;
  private final DynamoDbClient client;
  private final PageDigester digester = new PageDigester();

  /**
   * How fast one way is.
   *
   * @param rates items for each second of CPU time, round by round
   */
  record Result(String name, List<Double> rates) {
    double median() {
      return rates.stream().sorted().toList().get(rates.size() / 2);
    }
  }

  DigestRates(long seed) {
    byte[] reply = new ScanReplies(seed).page(ScanReplies.PAGE_ITEMS, false);
    length = reply.length;
    page = PageDigester.padded(reply, length);
    client =
        DynamoDbClient.builder()
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(new Replay(reply))
            .build();
  }

  /** Measures both in turns, after a warm-up; what is read from the reply first. */
  List<Result> run(int warmUp, int calls) {
    List<Double> fromReply = new ArrayList<>();
    List<Double> fromObjects = new ArrayList<>();
    int rounds = Math.max(1, calls / SHARE / BLOCK);
    int warmUpRounds = Math.max(1, Math.min(rounds, warmUp / SHARE / BLOCK));
    for (int round = -warmUpRounds; round < rounds; round++) {
      double reply = rate(this::fromReply);
      double objects = rate(this::fromObjects);
      if (round >= 0) {
        fromReply.add(reply);
        fromObjects.add(objects);
      }
    }
    return List.of(
        new Result("from the reply", List.copyOf(fromReply)),
        new Result("over the SDK's objects", List.copyOf(fromObjects)));
  }

  private static double rate(Supplier<DigestedItems> read) {
    Meter meter = Meter.start();
    long items = 0;
    for (int i = 0; i < BLOCK; i++) {
      items += read.get().size();
    }
    if (items != (long) BLOCK * ScanReplies.PAGE_ITEMS) {
      throw new IllegalStateException("items are missing: the measurement is void");
    }
    return items * 1e9 / meter.stop().cpuNanos();
  }

  private DigestedItems fromReply() {
    return digester.digest(page, length, ScanReplies.FORMAT, Set.of()).items();
  }

  private DigestedItems fromObjects() {
    return DigestedItems.of(
        client.scan(scan -> scan.tableName(Testbed.TABLE)).items(), ScanReplies.FORMAT, Set.of());
  }

  /** A transport that has always the same answer. */
  private static final class Replay implements SdkHttpClient {
    private final byte[] body;

    Replay(byte[] body) {
      this.body = body;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    client.close();
  }
}
