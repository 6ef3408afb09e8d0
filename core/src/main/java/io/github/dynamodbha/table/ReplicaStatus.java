package io.github.dynamodbha.table;

import io.github.dynamodbha.item.KeySchema;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What one region says of its replica of the table.
 *
 * @param region the region
 * @param endpoint its endpoint override, or {@code AWS}
 * @param latency how long the answer or failure took
 * @param description DescribeTable's answer, or null if there was none
 * @param failure why there was none, or null
 */
public record ReplicaStatus(
    String region,
    String endpoint,
    Duration latency,
    @Nullable TableDescription description,
    @Nullable Throwable failure) {

  /** True if the region answered and has the table. */
  public boolean isReachable() {
    return description != null;
  }

  /** The key schema there; empty if the region did not answer. */
  public Optional<KeySchema> keySchema() {
    return Optional.ofNullable(description).map(KeySchema::of);
  }
}
