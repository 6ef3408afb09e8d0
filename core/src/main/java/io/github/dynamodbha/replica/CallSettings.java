package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * What every request of one call asks for besides its purpose.
 *
 * @param capacity what is wanted of the consumed capacity, or null
 * @param metrics what is wanted of the item collections that a put touches, or null
 * @param configuration the caller's own settings, such as credentials and headers, or null
 */
public record CallSettings(
    @Nullable ReturnConsumedCapacity capacity,
    @Nullable ReturnItemCollectionMetrics metrics,
    @Nullable AwsRequestOverrideConfiguration configuration) {
  /** Nothing. */
  public static final CallSettings NONE = new CallSettings(ReturnConsumedCapacity.NONE, null, null);

  /** The units of capacity, so that they can be counted. */
  public static final CallSettings COUNTING =
      new CallSettings(ReturnConsumedCapacity.TOTAL, null, null);
}
