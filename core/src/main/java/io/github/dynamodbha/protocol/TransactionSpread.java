package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Condition;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
   * @param whole false if that region was only found to hold an item of it: then another region has
   *     carried it out, and something may have brought single items over
   */
  CompletableFuture<TransactionWritten> replicate(
      List<TransactionImage> all,
      Version start,
      String judgedIn,
      boolean whole,
      Deadline deadline) {
    Failure unread =
        all.stream()
            .map(TransactionImage::unread)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (!whole && !all.stream().allMatch(TransactionImage::isFound)) {
      return CompletableFuture.failedFuture(
          unknown(judgedIn, unread == null ? Map.of() : Map.of(judgedIn, unread)));
    }
    TransactionImage fromAhead =
        all.stream()
            .filter(i -> i.isReplaced() && clock.isAhead(i.held()))
            .findFirst()
            .orElse(null);
    if (fromAhead != null) {
      return CompletableFuture.failedFuture(
          settlement.replacedFromAhead(List.of(judgedIn), fromAhead.held(), Map.of()));
    }
    if (unread != null) {
      return settle(List.of(judgedIn), missedBut(judgedIn, unread));
    }
    List<TransactionImage> images = all.stream().filter(TransactionImage::isReplicable).toList();
    if (images.isEmpty()) {
      return settle(List.of(judgedIn), Map.of());
    }
    return new Spreading(images, images.size() == all.size(), start, judgedIn, whole, deadline)
        .asTransaction();
  }

  /** One transaction on its way to the other regions. */
  private final class Spreading {
    private final List<TransactionImage> images;
    private final boolean complete;
    private final Version start;
    private final String judgedIn;
    private final boolean whole;
    private final Deadline deadline;

    /**
     * A transaction.
     *
     * @param complete false if some of its items are not to be replicated any more
     */
    Spreading(
        List<TransactionImage> images,
        boolean complete,
        Version start,
        String judgedIn,
        boolean whole,
        Deadline deadline) {
      this.images = images;
      this.complete = complete;
      this.start = start;
      this.judgedIn = judgedIn;
      this.whole = whole;
      this.deadline = deadline;
    }

    CompletableFuture<TransactionWritten> asTransaction() {
      Deadline half = deadline.share(2);
      return new Fanout(anyTable, false)
          .<TransactWriteItemsResponse>ask(
              settlement.required(),
              Dispatch.REGION_THREAD,
              (replica, dispatch) ->
                  whole && replica.region().equals(judgedIn)
                      ? CompletableFuture.completedFuture(
                          new Reply.Answered<>(
                              judgedIn,
                              Duration.ZERO,
                              TransactWriteItemsResponse.builder().build()))
                      : replica
                          .replica()
                          .call(Operation.TRANSACT_WRITE_ITEMS, request(images), half, dispatch))
          .thenCompose(
              replies -> {
                Map<String, Failure> failures = Outcomes.failures(replies);
                boolean newer =
                    failures.values().stream()
                        .anyMatch(f -> f.cause() instanceof TransactionCanceledException);
                return newer ? itemByItem() : end(storedBut(failures.keySet()), failures);
              });
    }

    private CompletableFuture<TransactionWritten> itemByItem() {
      List<CompletableFuture<Written>> writes = images.stream().map(this::write).toList();
      return CompletableFuture.allOf(writes.toArray(CompletableFuture[]::new))
          .handle((done, thrown) -> Optional.ofNullable(thrown))
          .thenCompose(thrown -> thrown.map(this::unclear).orElseGet(() -> gathered(writes)));
    }

    private CompletableFuture<TransactionWritten> gathered(
        List<CompletableFuture<Written>> writes) {
      List<String> stored = new ArrayList<>(names());
      Map<String, Failure> missed = new LinkedHashMap<>();
      for (CompletableFuture<Written> write : writes) {
        stored.retainAll(write.join().stored());
        missed.putAll(write.join().missed());
      }
      return end(stored, missed);
    }

    /** No region is known to hold an item, or to have held it until a later write. */
    private CompletableFuture<TransactionWritten> unclear(Throwable thrown) {
      RuntimeException unknown = unknown(judgedIn, Map.of());
      unknown.addSuppressed(Futures.unwrap(thrown));
      return CompletableFuture.failedFuture(unknown);
    }

    private CompletableFuture<Written> write(TransactionImage image) {
      WriteProtocol writes =
          new WriteProtocol(
              image.table(),
              Objects.requireNonNull(replicas.get(image.table())),
              regions,
              clock,
              Acknowledge.ONE,
              errors);
      return image.image() != null
          ? writes.replicate(
              image.image(), start, image.version(), whole ? judgedIn : null, deadline)
          : writes.replicate(
              Objects.requireNonNull(image.copy()), start, image.version(), judgedIn, deadline);
    }

    private CompletableFuture<TransactionWritten> end(
        List<String> stored, Map<String, Failure> missed) {
      if (stored.isEmpty()) {
        return CompletableFuture.failedFuture(unknown(judgedIn, missed));
      }
      return settle(complete ? stored : List.of(judgedIn), missed);
    }
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

  private RuntimeException unknown(String judgedIn, Map<String, Failure> failures) {
    return errors.outcomeUnknown(
        "The transaction was carried out, but it can't be told whether all of its items are still"
            + " what it wrote, or what a later write made of them; region "
            + judgedIn
            + " was the last to be asked. Read the items before you try again. "
            + Outcomes.describe(failures),
        failures);
  }

  private Map<String, Failure> missedBut(String region, Failure failure) {
    Map<String, Failure> missed = new LinkedHashMap<>();
    storedBut(Set.of(region)).forEach(other -> missed.put(other, failure));
    return missed;
  }

  private List<String> storedBut(Set<String> missed) {
    return names().stream().filter(region -> !missed.contains(region)).toList();
  }

  private List<String> names() {
    return anyTable.stream().map(ReplicaItems::region).toList();
  }

  private CompletableFuture<TransactionWritten> settle(
      List<String> stored, Map<String, Failure> missed) {
    return settlement.settle(stored, missed, () -> new TransactionWritten(stored, missed, null));
  }
}
