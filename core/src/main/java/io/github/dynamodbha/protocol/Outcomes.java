package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Turns the failures of all regions into the one exception that a caller gets. */
public final class Outcomes {
  private Outcomes() {}

  /** The failed replies by region, in order. */
  public static Map<String, Failure> failures(List<? extends Reply<?>> replies) {
    Map<String, Failure> failures = new LinkedHashMap<>();
    for (Reply<?> reply : replies) {
      if (reply instanceof Reply.Failed<?> failed) {
        failures.put(failed.region(), failed.failure());
      }
    }
    return failures;
  }

  /** The causes of failures by region, in the same order. */
  public static Map<String, Throwable> causes(Map<String, Failure> failures) {
    Map<String, Throwable> causes = new LinkedHashMap<>();
    failures.forEach((region, failure) -> causes.put(region, failure.cause()));
    return causes;
  }

  /**
   * The exception for a call that changes nothing, or surely was carried out by no region: a
   * region's answer as it is, if one gave it.
   */
  public static RuntimeException noneCarriedOut(
      String what, String table, Map<String, Failure> failures, CallErrors errors) {
    for (Failure failure : failures.values()) {
      if (failure.failureClass() == FailureClass.ANSWER
          && failure.cause() instanceof RuntimeException answer) {
        return answer;
      }
    }
    return errors.noRegion(message(what, table, failures), failures);
  }

  /**
   * The exception for a write that no region says it stored: a region's refusal as it is only if
   * surely none wrote, since it would hide that another one may have.
   */
  public static RuntimeException noneWrote(
      String what, String table, Map<String, Failure> failures, CallErrors errors) {
    return failures.values().stream().anyMatch(Failure::anyAttemptMayHaveHappened)
        ? errors.noRegion(message(what, table, failures), failures)
        : noneCarriedOut(what, table, failures, errors);
  }

  private static String message(String what, String table, Map<String, Failure> failures) {
    if (!failures.isEmpty()
        && failures.values().stream()
            .allMatch(f -> f.failureClass() == FailureClass.TABLE_MISSING)) {
      return "Table '"
          + table
          + "' exists in none of the regions "
          + failures.keySet()
          + ": check its name, or create it (dynamodb-ha create-table does so in every region)";
    }
    return what + " of table '" + table + "' failed in every region. " + describe(failures);
  }

  /** Each region with its failure, for a message. */
  public static String describe(Map<String, Failure> failures) {
    return failures.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + Objects.requireNonNull(entry.getValue()).describe())
        .collect(Collectors.joining("; "));
  }
}
