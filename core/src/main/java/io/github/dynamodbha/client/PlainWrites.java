package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.protocol.Written;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/** Puts and deletes without condition, sent to all regions at once. */
final class PlainWrites {
  private final ClientMode mode;

  PlainWrites(ClientMode mode) {
    this.mode = mode;
  }

  CompletableFuture<@Nullable Written> put(
      ReplicatedCall<?> replicated,
      String table,
      TableFormat format,
      Map<String, AttributeValue> item,
      CallSettings settings,
      Deadline deadline) {
    List<ReplicaItems> replicas = replicated.replicas(table, format, settings);
    return write(
        replicated,
        replicated.writes(table, replicas, replicated.acknowledge()),
        version -> mode.items().stamp(item, version),
        null,
        deadline);
  }

  /**
   * Writes a tombstone, unless every region says that there is nothing to delete.
   *
   * @return completes with null if nothing was written
   */
  CompletableFuture<@Nullable Written> delete(
      ReplicatedCall<?> replicated,
      String table,
      TableFormat format,
      Map<String, AttributeValue> key,
      CallSettings settings,
      Deadline deadline) {
    List<ReplicaItems> replicas = replicated.replicas(table, format, settings);
    WriteProtocol writes = replicated.writes(table, replicas, replicated.acknowledge());
    WriteProtocol.Image tombstone = version -> mode.items().tombstone(key, version);
    if (asksOfTheWrite(settings)) {
      return write(replicated, writes, tombstone, null, deadline);
    }
    ItemKey itemKey = format.keys().keyOf(key);
    // Half of the time at most: a region that hangs must leave some for the tombstone.
    return replicated
        .reads(table, replicas)
        .all(itemKey, true, deadline.share(2), Dispatch.REGION_THREAD)
        // Where nobody can be asked, the tombstone says by itself what became of it.
        .handle((copies, failure) -> copies)
        .thenCompose(
            copies ->
                copies != null && copies.goneEverywhere() && replicated.isComplete()
                    ? CompletableFuture.completedFuture(null)
                    : write(
                        replicated,
                        writes,
                        tombstone,
                        copies == null ? null : copies.newestVersion(),
                        deadline));
  }

  private static CompletableFuture<@Nullable Written> write(
      ReplicatedCall<?> replicated,
      WriteProtocol writes,
      WriteProtocol.Image image,
      @Nullable Version seen,
      Deadline deadline) {
    return replicated
        .noting(writes.write(image, seen, forRegions(deadline)))
        .thenApply(written -> written);
  }

  /** What a write consumed can only be told of one that was sent. */
  private static boolean asksOfTheWrite(CallSettings settings) {
    return (settings.capacity() != null && settings.capacity() != ReturnConsumedCapacity.NONE)
        || (settings.metrics() != null && settings.metrics() != ReturnItemCollectionMetrics.NONE);
  }

  /** Half of what is left: a region that hangs must not use up all of the caller's time. */
  private static Deadline forRegions(Deadline deadline) {
    return deadline.share(2);
  }
}
