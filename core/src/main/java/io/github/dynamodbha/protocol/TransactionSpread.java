package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Carries what a transaction has left in one region to the others: as one transaction, on condition
 * that nothing newer lies there; where something does, item by item.
 */
final class TransactionSpread {
  private final Map<String, List<ReplicaItems>> replicas;
  private final List<ReplicaItems> anyTable;
  private final int regions;
  private final VersionClock clock;
  private final Settlement settlement;
  private final CallSettings settings;
  private final CallErrors errors;

  TransactionSpread(
      Map<String, List<ReplicaItems>> replicas,
      int regions,
      VersionClock clock,
      Acknowledge acknowledge,
      CallSettings settings,
      CallErrors errors) {
    this.replicas = replicas;
    this.anyTable = replicas.values().iterator().next();
    this.regions = regions;
    this.clock = clock;
    this.settlement =
        new Settlement(
            "The transaction", String.join(", ", replicas.keySet()), acknowledge, regions, errors);
    this.settings = settings;
    this.errors = errors;
  }

  /**
   * Replicates.
   *
   * @param start a version that the clock gave out when the transaction began
   * @param judgedIn the region that has carried it out
   */
  CompletableFuture<TransactionWritten> replicate(
      List<TransactionImage> all, Version start, String judgedIn, Deadline deadline) {
    List<TransactionImage> images = all.stream().filter(image -> !image.isGone()).toList();
    Failure unread =
        images.stream()
            .map(TransactionImage::unread)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (unread != null) {
      Map<String, Failure> missed = new LinkedHashMap<>();
      names().stream().filter(r -> !r.equals(judgedIn)).forEach(r -> missed.put(r, unread));
      return settle(missed);
    }
    if (images.isEmpty()) {
      return settle(Map.of());
    }
    Deadline half = deadline.share(2);
    return new Fanout(anyTable, false)
        .<TransactWriteItemsResponse>ask(
            settlement.required(),
            Dispatch.REGION_THREAD,
            (replica, dispatch) ->
                replica.region().equals(judgedIn)
                    ? CompletableFuture.completedFuture(
                        new Reply.Answered<>(
                            judgedIn, Duration.ZERO, TransactWriteItemsResponse.builder().build()))
                    : replica
                        .replica()
                        .call(Operation.TRANSACT_WRITE_ITEMS, request(images), half, dispatch))
        .thenCompose(
            replies -> {
              Map<String, Failure> failures = Outcomes.failures(replies);
              boolean newer =
                  failures.values().stream()
                      .anyMatch(f -> f.cause() instanceof TransactionCanceledException);
              return newer ? itemByItem(images, start, judgedIn, deadline) : settle(failures);
            });
  }

  private TransactWriteItemsRequest request(List<TransactionImage> images) {
    List<TransactWriteItem> puts = new ArrayList<>();
    for (TransactionImage image : images) {
      ReplicaItems replica = Objects.requireNonNull(replicas.get(image.table())).get(0);
      Condition condition = Condition.nothingNewerThan(image.held(), replica.format().items());
      puts.add(
          TransactWriteItem.builder()
              .put(
                  p ->
                      p.tableName(image.table())
                          .item(image.stamped())
                          .conditionExpression(condition.expression())
                          .expressionAttributeNames(condition.names())
                          .expressionAttributeValues(condition.values()))
              .build());
    }
    return TransactWriteItemsRequest.builder()
        .transactItems(puts)
        .clientRequestToken(UUID.randomUUID().toString())
        .overrideConfiguration(settings.configuration())
        .build();
  }

  private CompletableFuture<TransactionWritten> itemByItem(
      List<TransactionImage> images, Version start, String judgedIn, Deadline deadline) {
    List<CompletableFuture<Map<String, Failure>>> missed = new ArrayList<>();
    for (TransactionImage image : images) {
      WriteProtocol writes =
          new WriteProtocol(
              image.table(),
              Objects.requireNonNull(replicas.get(image.table())),
              regions,
              clock,
              Acknowledge.ONE,
              errors);
      missed.add(
          write(writes, image, start, judgedIn, deadline)
              .handle(
                  (written, thrown) -> thrown == null ? written.missed() : all(judgedIn, thrown)));
    }
    return CompletableFuture.allOf(missed.toArray(CompletableFuture[]::new))
        .thenCompose(
            done -> {
              Map<String, Failure> any = new LinkedHashMap<>();
              missed.forEach(one -> any.putAll(one.join()));
              return settle(any);
            });
  }

  private static CompletableFuture<Written> write(
      WriteProtocol writes,
      TransactionImage image,
      Version start,
      String judgedIn,
      Deadline deadline) {
    return image.image() != null
        ? writes.replicate(image.image(), start, image.version(), judgedIn, deadline)
        : writes.replicate(
            Objects.requireNonNull(image.copy()), start, image.version(), judgedIn, deadline);
  }

  private Map<String, Failure> all(String but, Throwable thrown) {
    Failure failure = FailureTable.classify(thrown);
    Map<String, Failure> missed = new LinkedHashMap<>();
    names().stream().filter(r -> !r.equals(but)).forEach(r -> missed.put(r, failure));
    return missed;
  }

  private List<String> names() {
    return anyTable.stream().map(ReplicaItems::region).toList();
  }

  private CompletableFuture<TransactionWritten> settle(Map<String, Failure> missed) {
    List<String> stored = names().stream().filter(r -> !missed.containsKey(r)).toList();
    return settlement.settle(stored, missed, () -> new TransactionWritten(stored, missed, null));
  }
}
