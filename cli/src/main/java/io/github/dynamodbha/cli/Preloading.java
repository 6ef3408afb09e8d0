package io.github.dynamodbha.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Loads on another core what a command on a table is about to need of the AWS SDK, while the main
 * thread reads the options. It makes one call that is answered within this class: nothing leaves
 * the process. Whatever goes wrong here goes wrong again in the command, which reports it.
 */
final class Preloading {
  private static final Set<String> COMMANDS =
      Set.of("get", "put", "delete", "permanent-delete", "status");

  private Preloading() {}

  /** Begins, if the command is short enough for it to matter and there is a core to spare. */
  static void start(String... args) {
    if (args.length > 1
        && COMMANDS.contains(args[0])
        && Runtime.getRuntime().availableProcessors() > 1) {
      daemon("preloading-http", () -> Apache5HttpClient.builder().build().close());
      daemon("preloading-calls", Preloading::call);
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((same, thrown) -> {});
    thread.start();
  }

  private static void call() {
    try (SdkHttpClient nobody = new Nobody();
        DynamoDbClient client =
            DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")))
                .httpClient(nobody)
                .build()) {
      var unused =
          client.getItem(get -> get.tableName("none").key(Map.of("k", AttributeValue.fromS("v"))));
    }
  }

  /** Answers every request with an empty object. */
  private static final class Nobody implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpResponse.builder().statusCode(200).build())
              .responseBody(
                  AbortableInputStream.create(new ByteArrayInputStream("{}".getBytes(UTF_8))))
              .build();
        }

        @Override
        public void abort() {}
      };
    }

    @Override
    public void close() {}
  }
}
