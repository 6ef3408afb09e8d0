package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Where a round takes place, as its processes are told: by their arguments, but for the access key,
 * which comes in the environment.
 *
 * @param directory holds the histories
 * @param accessKey chooses the database of the local regions
 * @param endpoints of all regions, through their gates
 */
record Testbed(Path directory, String accessKey, List<Endpoint> endpoints) {
  static final String TABLE = "things";
  static final String KEY = "id";
  static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET_KEY = "local";

  /** Of a call while regions are sick; short, so that a round sees many. */
  static final Duration TIMEOUT = Duration.ofSeconds(2);

  List<String> toArguments() {
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    endpoints.forEach(endpoint -> arguments.add(endpoint.toString()));
    return arguments;
  }

  /** Reads the arguments from one of them to the last. */
  static Testbed of(String[] arguments, int from) {
    return new Testbed(
        Path.of(arguments[from]),
        Objects.requireNonNull(System.getenv(ACCESS_KEY), ACCESS_KEY),
        Arrays.stream(arguments, from + 1, arguments.length).map(Endpoint::parse).toList());
  }

  Path tickets() {
    return directory.resolve("tickets");
  }

  AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, SECRET_KEY));
  }

  /** A table over all regions. */
  TableBuilder table(Duration timeout) {
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(TABLE)
            .hashKey(KEY)
            .timeout(timeout)
            .credentialsProvider(credentials());
    endpoints.forEach(
        endpoint ->
            builder.replica(r -> r.region(endpoint.region()).endpointOverride(endpoint.uri())));
    return builder;
  }
}
