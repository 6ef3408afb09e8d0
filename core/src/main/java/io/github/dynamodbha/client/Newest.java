package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.Collection;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Whether a call asks all regions for the newest copy, where it can. */
final class Newest {
  /** DynamoDB's limit for one BatchGetItem; it refuses more. */
  private static final int MAX_KEYS = 100;

  private Newest() {}

  /** The options of a client, which are not asked for of each operation; it need not be able to. */
  static CallOptions whereItCan(ServiceOperation<?, ?> operation, CallOptions options) {
    return options.readStrategy() != ReadStrategy.NEWEST
            || operation.equals(DataOperations.GET_ITEM)
            || operation.equals(DataOperations.BATCH_GET_ITEM)
        ? options
        : CallOptions.builder().readStrategy(ReadStrategy.NEAREST).build().over(options);
  }

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

  /**
   * The same, for a batch that DynamoDB would not refuse at once; such a one goes to a region, to
   * be refused in DynamoDB's own words.
   */
  static boolean isAskedFor(Call<BatchGetItemRequest, ?> call, BatchGetItemRequest request) {
    Collection<KeysAndAttributes> tables = request.requestItems().values();
    int keys = tables.stream().mapToInt(t -> t.keys().size()).sum();
    return isAskedFor(call)
        && keys <= MAX_KEYS
        && !tables.isEmpty()
        && tables.stream().noneMatch(Newest::isRefused);
  }

  private static boolean isRefused(KeysAndAttributes keys) {
    return keys.keys().isEmpty()
        || (keys.projectionExpression() == null && keys.hasExpressionAttributeNames());
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
