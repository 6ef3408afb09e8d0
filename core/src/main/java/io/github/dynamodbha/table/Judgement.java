package io.github.dynamodbha.table;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What one region made of a conditional write. */
sealed interface Judgement {
  /**
   * The condition held and the image is stored.
   *
   * @param old the live item that it replaced, without system attributes, or null if there was none
   *     or a lost reply took it along
   */
  record Stored(@Nullable Map<String, AttributeValue> old) implements Judgement {}

  /** Something newer is stored, so the condition was not judged; stamp above it and ask again. */
  record Overtaken(@Nullable Version seen) implements Judgement {}

  /** The caller's condition does not hold. */
  record Refused(ConditionalCheckFailedException answer) implements Judgement {}

  /** The region could not judge. */
  record Failed(Failure failure) implements Judgement {}
}
