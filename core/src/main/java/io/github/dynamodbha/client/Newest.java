package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.ReadStrategy;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;

/** Whether a call asks all regions for the newest copy, where it can. */
final class Newest {
  /** DynamoDB's limit for one BatchGetItem; it refuses more. */
  private static final int MAX_KEYS = 100;

  private Newest() {}

  /**
   * True if the call asks for it.
   *
   * @throws UnsupportedOperationException if it also asks for one region only
   */
  static boolean isAskedFor(Call<?, ?> call) {
    if (call.options().readStrategy() != ReadStrategy.NEWEST) {
      return false;
    }
    if (call.options().region() != null) {
      throw new UnsupportedOperationException(
          call.describe()
              + " asks for ReadStrategy.NEWEST, which reads every region, and for region "
              + call.options().region()
              + " only: leave one of them out");
    }
    return true;
  }

  /** The same, for so many keys as all regions may be asked for. */
  static boolean isAskedFor(Call<BatchGetItemRequest, ?> call, BatchGetItemRequest request) {
    int keys = request.requestItems().values().stream().mapToInt(k -> k.keys().size()).sum();
    return isAskedFor(call) && keys <= MAX_KEYS;
  }

  /**
   * Refuses it.
   *
   * @throws UnsupportedOperationException if the call asks for it
   */
  static void refuse(Call<?, ?> call) {
    if (call.options().readStrategy() == ReadStrategy.NEWEST) {
      throw new UnsupportedOperationException(
          call.describe()
              + " can't ask for ReadStrategy.NEWEST, only GetItem and BatchGetItem can: leave it"
              + " out, or read by key");
    }
  }
}
