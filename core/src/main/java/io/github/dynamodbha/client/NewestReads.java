package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.ReadProtocol;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/**
 * Reads of items by key that ask every region and return the newest copy; regions seen to hold an
 * older one are repaired in the background.
 *
 * <p>All copies are read whole. A projection is left to DynamoDB: the region that holds the newest
 * copy is asked once more, as the caller did; and so it is where its capacity is asked for. Where
 * none holds one, any is asked, since it may be the request that DynamoDB refuses.
 */
final class NewestReads {
  private final ClientMode mode;
  private final ItemReads reads;

  NewestReads(ClientMode mode, ItemReads reads) {
    this.mode = mode;
    this.reads = reads;
  }

  CompletableFuture<GetItemResponse> getItem(Call<GetItemRequest, GetItemResponse> call) {
    ReplicatedCall<GetItemResponse> replicated = new ReplicatedCall<>(mode, call);
    String table = Objects.requireNonNullElse(call.request().tableName(), "");
    Validation.requireExpression(
        call.request().projectionExpression(), call.request().expressionAttributeNames(), Map.of());
    return replicated.with(
        table,
        format -> {
          ItemKey key = KeyCheck.of(format).keyOnly(call.request().key());
          return newest(replicated, table, format, key, call.deadline())
              .thenCompose(
                  newest ->
                      needsRegion(call.request())
                          ? reads.nearest(inRegion(call, newest.region()))
                          : CompletableFuture.completedFuture(answer(newest)));
        });
  }

  private static boolean needsRegion(GetItemRequest request) {
    ReturnConsumedCapacity capacity = request.returnConsumedCapacity();
    return request.projectionExpression() != null
        || (capacity != null && capacity != ReturnConsumedCapacity.NONE);
  }

  private static Call<GetItemRequest, GetItemResponse> inRegion(
      Call<GetItemRequest, GetItemResponse> call, @Nullable String region) {
    return new Call<>(
        call.operation(),
        call.request().toBuilder().consistentRead(true).build(),
        CallOptions.builder().region(region).build(),
        call.tables(),
        true,
        call.deadline());
  }

  /** The newest copy and a region that holds it; nulls if there is none. */
  private record Newest(Optional<ItemCopy> copy, @Nullable String region) {}

  private CompletableFuture<Newest> newest(
      ReplicatedCall<?> replicated,
      String table,
      TableFormat format,
      ItemKey key,
      Deadline deadline) {
    List<ReplicaItems> replicas =
        replicated.replicas(table, format, replicated.settings(null, null));
    ReadProtocol protocol = replicated.reads(table, replicas);
    return protocol
        .newestCopies(key, deadline.share(2), Dispatch.REGION_THREAD)
        .thenApply(copies -> new Newest(copies.winner(), copies.regionOfWinner()));
  }

  private GetItemResponse answer(Newest newest) {
    Visible visible = new Visible(mode.items());
    GetItemResponse.Builder answer =
        GetItemResponse.builder()
            .item(newest.copy().map(copy -> visible.item(copy.image())).orElse(null));
    Metadata.copy(null, answer);
    return answer.build();
  }

  CompletableFuture<BatchGetItemResponse> batchGetItem(
      Call<BatchGetItemRequest, BatchGetItemResponse> call) {
    call.request().requestItems().values().forEach(keys -> requireWhole(call, keys));
    ReplicatedCall<BatchGetItemResponse> replicated = new ReplicatedCall<>(mode, call);
    Map<String, CompletableFuture<TableFormat>> formats = new HashMap<>();
    call.request()
        .requestItems()
        .keySet()
        .forEach(table -> formats.put(table, replicated.format(table)));
    return replicated.end(
        CompletableFuture.allOf(formats.values().toArray(CompletableFuture[]::new))
            .thenApply(known -> keys(call.request(), formats))
            .thenCompose(
                keys ->
                    answers(
                        keys,
                        (table, key) ->
                            newest(
                                replicated,
                                table,
                                Objects.requireNonNull(formats.get(table)).join(),
                                key,
                                call.deadline()))));
  }

  /** The keys by table; DynamoDB refuses one that is asked for twice. */
  private static Map<String, Set<ItemKey>> keys(
      BatchGetItemRequest request, Map<String, CompletableFuture<TableFormat>> formats) {
    Map<String, Set<ItemKey>> keys = new HashMap<>();
    request
        .requestItems()
        .forEach(
            (table, wanted) -> {
              KeyCheck check = KeyCheck.of(Objects.requireNonNull(formats.get(table)).join());
              Set<ItemKey> known = keys.computeIfAbsent(table, t -> new LinkedHashSet<>());
              for (Map<String, AttributeValue> key : wanted.keys()) {
                if (!known.add(check.keyOnly(key))) {
                  throw Validation.exception(
                      "Provided list of item keys contains duplicates", null);
                }
              }
            });
    return keys;
  }

  private CompletableFuture<BatchGetItemResponse> answers(
      Map<String, Set<ItemKey>> keys, BiFunction<String, ItemKey, CompletableFuture<Newest>> read) {
    Map<String, List<CompletableFuture<Newest>>> asked = new HashMap<>();
    keys.forEach(
        (table, ofTable) ->
            asked.put(table, ofTable.stream().map(key -> read.apply(table, key)).toList()));
    return CompletableFuture.allOf(
            asked.values().stream().flatMap(List::stream).toArray(CompletableFuture[]::new))
        .thenApply(done -> answer(asked));
  }

  private static void requireWhole(Call<?, ?> call, KeysAndAttributes keys) {
    if (keys.projectionExpression() != null) {
      throw new UnsupportedOperationException(
          call.describe()
              + ": ReadStrategy.NEWEST reads whole items in a BatchGetItem: leave the"
              + " ProjectionExpression out, or use GetItem");
    }
  }

  private BatchGetItemResponse answer(Map<String, List<CompletableFuture<Newest>>> asked) {
    Visible visible = new Visible(mode.items());
    Map<String, List<Map<String, AttributeValue>>> responses = new HashMap<>();
    asked.forEach(
        (table, reads) ->
            responses.put(
                table,
                visible.items(
                    reads.stream()
                        .flatMap(read -> read.join().copy().stream())
                        .map(ItemCopy::image)
                        .toList())));
    BatchGetItemResponse.Builder answer =
        BatchGetItemResponse.builder().responses(responses).unprocessedKeys(Map.of());
    Metadata.copy(null, answer);
    return answer.build();
  }
}
