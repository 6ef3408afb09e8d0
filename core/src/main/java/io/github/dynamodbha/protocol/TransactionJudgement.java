package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What one region made of a transaction. */
sealed interface TransactionJudgement {
  /**
   * It was carried out.
   *
   * @param version with which
   * @param answer the region's answer, or null if it was lost
   */
  record Stored(Version version, @Nullable TransactWriteItemsResponse answer)
      implements TransactionJudgement {}

  /**
   * It was not judged: something newer or a tombstone is stored that was not known of. Ask again.
   *
   * @param seen the newest version that must be stamped above, or null for none
   */
  record Again(@Nullable Version seen, boolean uncertain) implements TransactionJudgement {}

  /**
   * A condition of the caller's does not hold.
   *
   * @param uncertain true if an earlier attempt, of which nothing was heard, may be carried out
   *     even now: what the refused one saw proves nothing of one that is still under way
   */
  record Refused(TransactionCanceledException answer, boolean uncertain)
      implements TransactionJudgement {}

  /** The region could not judge. */
  record Failed(Failure failure) implements TransactionJudgement {}
}
