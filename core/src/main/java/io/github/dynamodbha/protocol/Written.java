package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/**
 * What became of a write that enough regions stored.
 *
 * @param version the version that was written
 * @param stored the regions that stored it, in order of preference
 * @param missed the other regions, in order of preference
 * @param answer what the first region that stored it answered, or null if none but the judging one
 *     did, or the answer was lost
 * @param judged what the judging region said of it, or null if none judged
 */
public record Written(
    Version version,
    List<String> stored,
    Map<String, Failure> missed,
    @Nullable PutItemResponse answer,
    Judgement.@Nullable Stored judged) {
  Written withJudged(Judgement.Stored newJudged) {
    return new Written(version, stored, missed, answer, newJudged);
  }
}
