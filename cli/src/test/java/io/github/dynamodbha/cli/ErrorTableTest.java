package io.github.dynamodbha.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.cli.command.ConfigurationException;
import io.github.dynamodbha.cli.command.UsageException;
import io.github.dynamodbha.cli.json.ItemCodecs;
import io.github.dynamodbha.cli.json.JsonInput;
import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.Terminal;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.UnusableVersionException;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

class ErrorTableTest {
  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(new UsageException("wrong option"), 252, "wrong option"),
        Arguments.of(thrownBy(() -> read("{")), 252, "line 1"),
        Arguments.of(new ConfigurationException("keys differ"), 253, "keys differ"),
        Arguments.of(thrownBy(ErrorTableTest::startOnTakenPort), 253, "region a"),
        Arguments.of(closedOutput("Broken pipe"), 255, ""),
        Arguments.of(closedOutput("No space left"), 255, "No space left"),
        Arguments.of(new InterruptedException(), 130, "Interrupted"),
        Arguments.of(AbortedException.create("stopped"), 130, "Interrupted"),
        Arguments.of(new RuntimeException(new InterruptedException()), 130, "Interrupted"),
        Arguments.of(
            SdkClientException.create("Unable to load credentials from any"), 253, "--profile"),
        noCredentials("Unable to load credentials from any of the providers", "--profile"),
        noCredentials("Profile file contained no credentials for profile 'me': {}", "'me': check"),
        noCredentials("The SSO session has expired", "The SSO session has expired"),
        Arguments.of(service("ResourceNotFoundException", 400), 254, "refused by the test"),
        Arguments.of(service("AccessDeniedException", 400), 254, "AccessDeniedException"),
        Arguments.of(new IllegalArgumentException("no such region"), 252, "no such region"),
        Arguments.of(
            thrownBy(() -> get(AnonymousCredentialsProvider.create())), 255, "every region"),
        Arguments.of(new UnusableVersionException("is a number"), 255, "is a number"),
        Arguments.of(new UncheckedIOException(new IOException("disk")), 255, "disk"),
        Arguments.of(new OutOfMemoryError(), 255, "-Xmx"),
        Arguments.of(new IllegalStateException(), 255, "--debug"),
        Arguments.of(new CancellationException("told by the signal"), 130, ""),
        Arguments.of(new CompletionException(new UsageException("inner")), 252, "inner"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exception_becomesExitCodeAndMessage(Throwable thrown, int exitCode, String message) {
    ErrorVerdict verdict = ErrorTable.verdict(thrown);

    assertThat(verdict.exitCode()).isEqualTo(exitCode);
    assertThat(verdict.message()).contains(message);
    if (message.isEmpty()) {
      assertThat(verdict.message()).isEmpty();
    }
  }

  private static Throwable thrownBy(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowable(call);
  }

  private static void startOnTakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      LocalRegions.builder().regions("a").ports(taken.getLocalPort()).start().close();
    }
  }

  private static Object read(String json) {
    return ItemCodecs.PLAIN.read(new JsonInput("--item", json));
  }

  /** A get in two regions where nobody listens: port 1 is nobody's. */
  private static Object get(AwsCredentialsProvider credentials) {
    URI nobody = URI.create("http://127.0.0.1:1");
    try (HighlyAvailableTable table =
        HighlyAvailableTable.builder()
            .tableName("t")
            .hashKey("id")
            .replica(r -> r.region("east").endpointOverride(nobody))
            .replica(r -> r.region("west").endpointOverride(nobody))
            .credentialsProvider(credentials)
            .build()) {
      return table.get(ItemKey.of("a"));
    }
  }

  private static Arguments noCredentials(String said, String message) {
    AwsCredentialsProvider failing =
        () -> {
          throw SdkClientException.create(said);
        };
    return Arguments.of(thrownBy(() -> get(failing)), 253, message);
  }

  private static Throwable service(String code, int status) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).errorMessage("refused by the test").build())
        .build();
  }

  private static Throwable closedOutput(String why) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException(why);
          }
        };
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            closed,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            Terminal.NONE);
    console.line("data");
    return thrownBy(console::flush);
  }
}
