package io.github.dynamodbha.cli;

import io.github.dynamodbha.cli.command.ConfigurationException;
import io.github.dynamodbha.cli.command.ExitCode;
import io.github.dynamodbha.cli.command.UsageException;
import io.github.dynamodbha.cli.json.JsonInputException;
import io.github.dynamodbha.cli.output.OutputClosedException;
import io.github.dynamodbha.item.UnusableVersionException;
import io.github.dynamodbha.local.LocalRegionsException;
import io.github.dynamodbha.protocol.KeySchemaMismatchException;
import io.github.dynamodbha.sync.CostLimitException;
import io.github.dynamodbha.sync.SyncException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;

/** The one place where an exception becomes an exit code and a message: the first row that fits. */
final class ErrorTable {
  private record Row(
      Predicate<Throwable> fits, int exitCode, Function<Throwable, String> message) {}

  private static final List<Row> ROWS =
      List.of(
          row(UsageException.class, ExitCode.USAGE),
          row(JsonInputException.class, ExitCode.USAGE),
          row(ConfigurationException.class, ExitCode.CONFIGURATION),
          row(LocalRegionsException.class, ExitCode.CONFIGURATION),
          row(KeySchemaMismatchException.class, ExitCode.CONFIGURATION),
          new Row(ErrorTable::isReaderGone, ExitCode.FAILED, any -> ""),
          row(OutputClosedException.class, ExitCode.FAILED),
          new Row(
              is(InterruptedException.class)
                  .or(is(AbortedException.class))
                  .or(thrown -> thrown.getCause() instanceof InterruptedException),
              ExitCode.INTERRUPTED,
              any -> "Interrupted"),
          // The signal's own message says how to go on.
          new Row(is(CancellationException.class), ExitCode.INTERRUPTED, any -> ""),
          row(CostLimitException.class, ExitCode.FAILED),
          new Row(Causes::noCredentials, ExitCode.CONFIGURATION, Causes::credentialsMessage),
          new Row(Causes::tableMissing, ExitCode.SERVICE, ErrorTable::messageOf),
          new Row(Causes::refused, ExitCode.SERVICE, Causes::refusal),
          new Row(
              is(SyncException.class).and(thrown -> thrown.getCause() == null),
              ExitCode.CONFIGURATION,
              ErrorTable::messageOf),
          row(IllegalArgumentException.class, ExitCode.USAGE),
          row(UnusableVersionException.class, ExitCode.FAILED),
          new Row(
              is(UncheckedIOException.class).or(is(IOException.class)),
              ExitCode.FAILED,
              thrown -> "A file or stream failed: " + messageOf(unwrapped(thrown))),
          new Row(
              is(OutOfMemoryError.class),
              ExitCode.FAILED,
              any -> "Java has too little memory: set JAVA_TOOL_OPTIONS=-Xmx4g, for example"),
          new Row(any -> true, ExitCode.FAILED, ErrorTable::messageOf));

  private ErrorTable() {}

  static ErrorVerdict verdict(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Row row : ROWS) {
      if (row.fits().test(cause)) {
        return new ErrorVerdict(row.exitCode(), row.message().apply(cause));
      }
    }
    throw new AssertionError("the last row fits all", thrown);
  }

  private static Row row(Class<? extends Throwable> type, int exitCode) {
    return new Row(is(type), exitCode, ErrorTable::messageOf);
  }

  private static Predicate<Throwable> is(Class<? extends Throwable> type) {
    return type::isInstance;
  }

  private static boolean isReaderGone(Throwable thrown) {
    return thrown instanceof OutputClosedException closed && closed.readerGone();
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof UncheckedIOException && cause != null ? cause : thrown;
  }

  static String messageOf(Throwable thrown) {
    String message = thrown.getMessage();
    if (thrown instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return service.awsErrorDetails().errorMessage();
    }
    return message == null || message.isBlank()
        ? "Unexpected " + thrown.getClass().getName() + ": run again with --debug"
        : message;
  }
}
