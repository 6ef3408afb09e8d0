package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a write that enough regions stored.
 *
 * @param version the version that was written
 * @param stored the regions that stored it, in order of preference
 * @param missed the other regions, in order of preference
 * @param judged what the judging region said of it, or null if none judged
 */
public record Written(
    Version version,
    List<String> stored,
    Map<String, Failure> missed,
    Judgement.@Nullable Stored judged) {
  Written withJudged(Judgement.Stored newJudged) {
    return new Written(version, stored, missed, newJudged);
  }
}
