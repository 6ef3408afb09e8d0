package io.github.dynamodbha.cli;

import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.table.ReplicatedCallException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What the causes of all regions have in common, by the library's own failure table. */
final class Causes {
  private static final String NO_CREDENTIALS = "no credentials";
  private static final String NO_SUCH_PROFILE = "Profile file contained no credentials";
  private static final String NOTHING_IN_CHAIN = "Unable to load credentials from any";

  private Causes() {}

  static boolean noCredentials(Throwable thrown) {
    return all(thrown, cause -> FailureTable.classify(cause).reason().equals(NO_CREDENTIALS));
  }

  /**
   * What the provider said; of a chain not even that, as it names every class that was asked, on
   * several screens.
   */
  static String credentialsMessage(Throwable thrown) {
    String said = of(thrown).stream().map(Causes::said).findFirst().orElse("");
    if (said.startsWith(NO_SUCH_PROFILE)) {
      // Behind the colon stands the whole profile file.
      return said.substring(0, (said + ":").indexOf(':'))
          + ": check the name after --profile, or add it with 'aws configure --profile NAME'";
    }
    if (said.isEmpty() || said.startsWith(NOTHING_IN_CHAIN)) {
      return "No AWS credentials were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, run"
          + " 'aws configure', or name a profile that has them with --profile. (For local regions"
          + " any will do: those that 'dynamodb-ha local' prints.) --debug tells what was tried.";
    }
    return "The AWS credentials can't be loaded: "
        + said
        + " -- mend the profile, or name another with --profile";
  }

  /** The words of the provider, which the library's own exception has as its cause. */
  private static String said(Throwable cause) {
    Throwable provider = Objects.requireNonNullElse(cause.getCause(), cause);
    return Objects.requireNonNullElse(provider.getMessage(), "");
  }

  static boolean tableMissing(Throwable thrown) {
    return all(
        thrown, cause -> FailureTable.classify(cause).failureClass() == FailureClass.TABLE_MISSING);
  }

  static boolean refused(Throwable thrown) {
    return all(thrown, AwsServiceException.class::isInstance);
  }

  static String refusal(Throwable thrown) {
    Throwable cause = of(thrown).iterator().next();
    if (cause instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      return (thrown == service ? "" : ErrorTable.messageOf(thrown) + " -- ")
          + "DynamoDB refused ("
          + service.awsErrorDetails().errorCode()
          + "): "
          + service.awsErrorDetails().errorMessage();
    }
    return ErrorTable.messageOf(thrown);
  }

  private static boolean all(Throwable thrown, Predicate<Throwable> test) {
    Collection<Throwable> causes = of(thrown);
    return !causes.isEmpty() && causes.stream().allMatch(test);
  }

  /** Each region's cause, or what an SDK exception stands for by itself. */
  private static Collection<Throwable> of(Throwable thrown) {
    if (thrown instanceof ReplicatedCallException call) {
      return call.causes().values();
    }
    Throwable cause = thrown.getCause();
    if (thrown instanceof io.github.dynamodbha.sync.SyncException) {
      return cause == null ? List.of() : List.of(cause);
    }
    return thrown instanceof SdkClientException || thrown instanceof AwsServiceException
        ? List.of(thrown)
        : List.of();
  }
}
