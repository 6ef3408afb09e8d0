package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Whether tombstones may lie in a secondary index, and can be told there.
 *
 * <p>A tombstone holds its key and the system attributes only, and DynamoDB puts into an index what
 * has all of the index's key attributes. So nearly every index is free of tombstones, but for those
 * of the Perl module, which keep the item's attributes: where the mark is projected, a filter
 * leaves those out too. An index whose keys are all keys of the table holds tombstones; it must
 * project the mark, or deleted items could not be told from live ones there.
 *
 * <p>What is known of an index is kept: its keys and projection never change. Thread-safe.
 */
final class IndexMarks {
  private final ClientMode mode;
  private final ConcurrentMap<String, Map<String, Marks>> tables = new ConcurrentHashMap<>();

  /** What can be in an index. */
  private enum Marks {
    NO_TOMBSTONES,
    MARKED,
    UNMARKED
  }

  IndexMarks(ClientMode mode) {
    this.mode = mode;
  }

  /**
   * Whether tombstones may be among what the call reads; fails with an {@link
   * UnsupportedOperationException} if they could not be told there.
   *
   * @param index null for the table itself
   */
  CompletableFuture<Boolean> mayHoldTombstones(
      Call<?, ?> call, @Nullable String table, @Nullable String index) {
    if (index == null || table == null) {
      return CompletableFuture.completedFuture(true);
    }
    Marks known = tables.getOrDefault(table, Map.of()).get(index);
    if (known != null) {
      return CompletableFuture.completedFuture(decide(call, index, known));
    }
    DescribeTableRequest describe =
        DescribeTableRequest.builder()
            .tableName(table)
            .overrideConfiguration(call.request().overrideConfiguration().orElse(null))
            .build();
    Call<DescribeTableRequest, DescribeTableResponse> asked =
        new Call<>(
            TableOperations.DESCRIBE_TABLE,
            describe,
            CallOptions.builder().region(call.options().region()).build(),
            List.of(table),
            true,
            call.deadline());
    return mode.route(asked, describe)
        .thenApply(
            answer -> {
              Map<String, Marks> found = marks(answer.table());
              tables.put(table, found);
              // DynamoDB refuses an index that there is not.
              return decide(call, index, found.getOrDefault(index, Marks.NO_TOMBSTONES));
            });
  }

  /** Forgets a table, since its indexes may change. */
  void forget(String table) {
    tables.remove(table);
  }

  private boolean decide(Call<?, ?> call, String index, Marks marks) {
    if (marks == Marks.UNMARKED) {
      throw new UnsupportedOperationException(
          call.describe()
              + ": the keys of index "
              + index
              + " are all keys of the table, so that deleted items lie in it too, and it does not"
              + " project the attribute '"
              + mode.items().deletedAttribute()
              + "' by which they are told: make an index that projects it");
    }
    return marks == Marks.MARKED;
  }

  private Map<String, Marks> marks(TableDescription table) {
    Set<String> ofTombstones = new HashSet<>();
    ItemFormat items = mode.items();
    ofTombstones.add(items.versionAttribute());
    ofTombstones.add(items.deletedAttribute());
    table.keySchema().forEach(key -> ofTombstones.add(key.attributeName()));
    Map<String, Marks> marks = new ConcurrentHashMap<>();
    table
        .globalSecondaryIndexes()
        .forEach(
            index ->
                marks.put(
                    index.indexName(), marks(ofTombstones, index.keySchema(), index.projection())));
    table
        .localSecondaryIndexes()
        .forEach(
            index ->
                marks.put(
                    index.indexName(), marks(ofTombstones, index.keySchema(), index.projection())));
    return marks;
  }

  private Marks marks(
      Set<String> ofTombstones, List<KeySchemaElement> keys, @Nullable Projection projection) {
    String mark = mode.items().deletedAttribute();
    boolean marked =
        projection == null
            || projection.projectionType() == ProjectionType.ALL
            || projection.nonKeyAttributes().contains(mark)
            || keys.stream().anyMatch(key -> key.attributeName().equals(mark));
    if (marked) {
      return Marks.MARKED;
    }
    return keys.stream().map(KeySchemaElement::attributeName).allMatch(ofTombstones::contains)
        ? Marks.UNMARKED
        : Marks.NO_TOMBSTONES;
  }
}
