package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The reasons of a cancelled transaction, as they concern the caller's own actions. */
final class Refusals {
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String NONE = "None";

  private final CancellationReason[] reasons;

  Refusals(int parts) {
    reasons = new CancellationReason[parts];
    java.util.Arrays.setAll(reasons, i -> CancellationReason.builder().code(NONE).build());
  }

  /**
   * Notes the reason that was given for an action, unless it has one already.
   *
   * @return true if a condition failed
   */
  boolean note(int part, List<CancellationReason> given, int index) {
    CancellationReason reason = index < given.size() ? given.get(index) : null;
    if (reason == null || reason.code() == null || reason.code().equals(NONE)) {
      return false;
    }
    if (NONE.equals(reasons[part].code())) {
      reasons[part] = reason.toBuilder().item(null).build();
    }
    return CONDITION_FAILED.equals(reason.code());
  }

  /** Shows the item that a condition failed against, if the caller asked for it. */
  void show(int part, ItemCopy held, ConditionalRequest request, ReplicaItems replica) {
    if (request.returnOldOnFailure()) {
      reasons[part] =
          reasons[part].toBuilder().item(replica.format().items().strip(held.image())).build();
    }
  }

  /** True if a condition failed. */
  boolean any() {
    return Stream.of(reasons).anyMatch(reason -> CONDITION_FAILED.equals(reason.code()));
  }

  /** The region's exception with these reasons. */
  TransactionCanceledException answer(TransactionCanceledException cancelled) {
    String codes =
        Stream.of(reasons)
            .map(reason -> Objects.requireNonNullElse(reason.code(), NONE))
            .collect(Collectors.joining(", ", "[", "]"));
    TransactionCanceledException.Builder answer =
        cancelled.toBuilder().cancellationReasons(reasons);
    AwsErrorDetails details = cancelled.awsErrorDetails();
    String message = details == null ? null : details.errorMessage();
    if (details != null && message != null && message.endsWith("]")) {
      String own = message.substring(0, message.lastIndexOf('[')) + codes;
      answer.awsErrorDetails(details.toBuilder().errorMessage(own).build());
      answer.message(own);
    }
    return answer.build();
  }
}
