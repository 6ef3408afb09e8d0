package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.client.ClientBuilder;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.ReplicationMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** GetItem without a network, for JMH: by a drop-in client, and by the bare SDK's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StubbedGet {
  /** The drop-in clients' own, so that like is compared with like. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final List<String> REGIONS = List.of("us-east-1", "us-west-2");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  /** Who is asked. */
  public enum Who {
    /** A drop-in client, with its defaults. */
    OURS,
    /** The SDK's, with its defaults, under which a call has no time limit. */
    BARE,
    /** The SDK's with a time limit for a call, as a drop-in client has. */
    BARE_WITH_TIMEOUT
  }

  /** Who is asked. */
  @Param public Who who = Who.OURS;

  /** Whether by the asynchronous client, whose answer is waited for. */
  @Param({"false", "true"})
  public boolean async;

  private Supplier<DynamoDbResponse> call = () -> null;
  private SdkAutoCloseable client = () -> {};

  /** Makes the client. */
  @Setup
  public void open() {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName("planets")
            .key(Map.of("name", AttributeValue.fromS("Mars")))
            .build();
    if (async) {
      DynamoDbAsyncClient made = asyncClient();
      client = made;
      call = () -> made.getItem(request).join();
    } else {
      DynamoDbClient made = syncClient();
      client = made;
      call = () -> made.getItem(request);
    }
  }

  private DynamoDbClient syncClient() {
    return who == Who.OURS
        ? ours(HighlyAvailableDynamoDbClient.builder())
        : bare(DynamoDbClient.builder().httpClient(new StubHttp.Sync()));
  }

  private DynamoDbAsyncClient asyncClient() {
    return who == Who.OURS
        ? ours(HighlyAvailableDynamoDbAsyncClient.builder())
        : bare(DynamoDbAsyncClient.builder().httpClient(new StubHttp.Async()));
  }

  private static <B extends ClientBuilder<B, C>, C> C ours(B builder) {
    builder.replication(ReplicationMode.GLOBAL_TABLES).credentialsProvider(CREDENTIALS);
    for (String region : REGIONS) {
      builder.region(
          r ->
              r.region(region)
                  .endpointOverride(NOWHERE)
                  .httpClientBuilder(new StubHttp.Sync())
                  .asyncHttpClientBuilder(new StubHttp.Async()));
    }
    return builder.build();
  }

  private <B extends AwsClientBuilder<B, C>, C> C bare(B builder) {
    return builder
        .region(Region.of(REGIONS.get(0)))
        .endpointOverride(NOWHERE)
        .credentialsProvider(CREDENTIALS)
        .overrideConfiguration(
            c -> {
              if (who == Who.BARE_WITH_TIMEOUT) {
                c.apiCallTimeout(TIMEOUT);
              }
            })
        .build();
  }

  /** One call. */
  @Benchmark
  public DynamoDbResponse get() {
    return call.get();
  }

  /** Closes the client. */
  @TearDown
  public void close() {
    client.close();
  }
}
