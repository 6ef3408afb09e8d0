package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * The items of one replica: every read, and every conditional write that the write protocol, read
 * repair and sync make.
 *
 * <p>No write here can overwrite a newer version; {@link #remove} is the one exception, and is for
 * administrators. All methods return at once and complete with a {@link Reply}. Thread-safe.
 */
public final class ReplicaItems {
  /** DynamoDB's limit for one BatchGetItem; source: "Quotas in Amazon DynamoDB". */
  public static final int MAX_BATCH_KEYS = 100;

  private final Replica replica;
  private final TableFormat format;
  private final CallSettings settings;
  private final ReplicaScans scans;

  /**
   * Makes the items of a replica.
   *
   * @param countCapacity whether DynamoDB is asked for the capacity that each call consumes
   */
  public ReplicaItems(Replica replica, TableFormat format, boolean countCapacity) {
    this(replica, format, countCapacity ? CallSettings.COUNTING : CallSettings.NONE);
  }

  /** Makes the items of a replica, for calls with these settings. */
  public ReplicaItems(Replica replica, TableFormat format, CallSettings settings) {
    this.replica = replica;
    this.format = format;
    this.settings = settings;
    this.scans = new ReplicaScans(replica, format, settings.capacity());
  }

  /** The replica. */
  public Replica replica() {
    return replica;
  }

  /** The region's name. */
  public String region() {
    return replica.region();
  }

  /** Reads the copy of a key, or finds that there is none. */
  public CompletableFuture<Reply<Optional<ItemCopy>>> get(
      ItemKey key, boolean consistentRead, Deadline deadline, Dispatch dispatch) {
    GetItemRequest request =
        GetItemRequest.builder()
            .tableName(replica.tableName())
            .key(format.keys().attributesOf(key))
            .consistentRead(consistentRead)
            .overrideConfiguration(settings.configuration())
            .build();
    return replica
        .call(Operation.GET_ITEM, request, deadline, dispatch)
        .thenApply(
            reply ->
                Replies.convert(
                    reply,
                    answer ->
                        answer.hasItem()
                            ? Optional.of(format.copyOf(answer.item()))
                            : Optional.empty()));
  }

  /**
   * Reads the copies of several keys, strongly consistent. What DynamoDB leaves unprocessed is
   * asked for again within the deadline; if it keeps leaving all of it, the reply is a failure
   * ({@link FailureClass#THROTTLED}).
   *
   * @param keys 1 to {@value #MAX_BATCH_KEYS} keys; a repeated one is read once
   */
  public CompletableFuture<Reply<BatchCopies>> getAll(Collection<ItemKey> keys, Deadline deadline) {
    return new BatchGet(replica, format, settings, deadline).read(keys);
  }

  /** Puts an image unless the replica holds its version or a newer one. */
  public CompletableFuture<Reply<StampedPut>> putIfNewer(
      Map<String, AttributeValue> image, Version version, Deadline deadline, Dispatch dispatch) {
    Condition condition = Condition.nothingNewerThan(version, format.items());
    return stampedPut(image, version, condition, deadline, dispatch);
  }

  /** A refusal that shows the image's own version is success: a lost reply, retried. */
  private CompletableFuture<Reply<StampedPut>> stampedPut(
      Map<String, AttributeValue> image,
      Version version,
      Condition condition,
      Deadline deadline,
      Dispatch dispatch) {
    return replica
        .call(Operation.PUT_ITEM, put(image, condition), deadline, dispatch)
        .thenCompose(
            reply -> {
              Optional<ConditionalCheckFailedException> refused = refusedCondition(reply);
              if (refused.isEmpty()) {
                return CompletableFuture.completedFuture(
                    reply.<StampedPut>map(StampedPut.Stored::new));
              }
              return current(reply, refused.get(), image, deadline)
                  .thenApply(held -> Replies.lookedUpAfter(reply, held))
                  .thenApply(held -> Replies.convert(held, copy -> refused(copy, version)));
            });
  }

  /** Puts an image if the key is absent: for images without a version, which are never newer. */
  public CompletableFuture<Reply<ExactChange>> putIfAbsent(
      Map<String, AttributeValue> image, Deadline deadline) {
    return exactPut(image, Condition.absent(format.keys()), deadline);
  }

  /** Replaces an older copy by an image; does nothing where nothing is stored, or nothing older. */
  public CompletableFuture<Reply<ExactChange>> replaceOlder(
      Map<String, AttributeValue> image, Version version, Deadline deadline) {
    return exactPut(image, Condition.older(version, format.keys(), format.items()), deadline);
  }

  /**
   * Replaces exactly one version, which we wrote, by an image with a newer one.
   *
   * @param held the version that is replaced
   * @param version the image's
   */
  public CompletableFuture<Reply<StampedPut>> replaceVersion(
      Version held, Map<String, AttributeValue> image, Version version, Deadline deadline) {
    Condition condition = Condition.exactly(held, format.items());
    return stampedPut(image, version, condition, deadline, Dispatch.REGION_THREAD);
  }

  /**
   * Replaces a copy by an image if the replica still holds the copy, attribute by attribute.
   *
   * <p>Fails with {@link FailureClass#ANSWER} if the copies have more attributes than a condition
   * of DynamoDB's can hold.
   */
  public CompletableFuture<Reply<ExactChange>> replace(
      ItemCopy read, Map<String, AttributeValue> image, Deadline deadline) {
    Condition condition;
    try {
      condition = Condition.unchanged(read, image);
    } catch (IllegalArgumentException tooWide) {
      return CompletableFuture.completedFuture(
          new Reply.Failed<>(region(), java.time.Duration.ZERO, FailureTable.classify(tooWide)));
    }
    return exactPut(image, condition, deadline);
  }

  /**
   * Deletes a tombstone if the replica still holds it: with this mark, and with exactly this
   * version or, if that is null, with none. The mark is part of the condition because two writes of
   * the old format may share a version, and the other may be a live item.
   */
  public CompletableFuture<Reply<ExactChange>> deleteTombstone(
      ItemKey key, @Nullable Version version, AttributeValue mark, Deadline deadline) {
    Condition condition = Condition.tombstone(version, mark, format.items());
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(replica.tableName())
            .key(format.keys().attributesOf(key))
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .expressionAttributeValues(condition.values())
            .returnConsumedCapacity(settings.capacity())
            .build();
    return replica
        .call(Operation.DELETE_ITEM, request, deadline)
        .thenApply(reply -> exact(reply, answer -> Replies.units(answer.consumedCapacity())));
  }

  /** Removes the item, whatever it is. Completes with true if there was one. */
  public CompletableFuture<Reply<Boolean>> remove(ItemKey key, Deadline deadline) {
    DeleteItemRequest request =
        DeleteItemRequest.builder()
            .tableName(replica.tableName())
            .key(format.keys().attributesOf(key))
            .returnValues(software.amazon.awssdk.services.dynamodb.model.ReturnValue.ALL_OLD)
            .build();
    return replica
        .call(Operation.DELETE_ITEM, request, deadline)
        .thenApply(reply -> reply.map(answer -> answer.hasAttributes()));
  }

  /**
   * Reads one page.
   *
   * @param request segment, limit, consistency and start; table name and capacity are set here
   */
  public CompletableFuture<Reply<ScanPage>> scan(ScanRequest request, Deadline deadline) {
    return scans.pages(request, deadline);
  }

  /**
   * Reads one page and digests its items. A synchronous replica digests them straight from the
   * reply, on the thread that reads it; an asynchronous one has the SDK make objects of them first,
   * which takes several times as long. Both say the same.
   *
   * <p>Items that can't be read are listed in the page; a reply that is no page at all is a
   * failure.
   *
   * @param request as in {@link #scan}; it must ask for whole items
   * @param extraAttributes names of attributes that are wanted along, at most 27; see {@link
   *     io.github.dynamodbha.item.DigestedItems#system}
   */
  public CompletableFuture<Reply<DigestPage>> scanDigests(
      ScanRequest request, Set<String> extraAttributes, Deadline deadline) {
    return scans.digests(request, extraAttributes, deadline);
  }

  private CompletableFuture<Reply<ExactChange>> exactPut(
      Map<String, AttributeValue> image, Condition condition, Deadline deadline) {
    return replica
        .call(Operation.PUT_ITEM, put(image, condition), deadline)
        .thenApply(reply -> exact(reply, answer -> Replies.units(answer.consumedCapacity())));
  }

  private PutItemRequest put(Map<String, AttributeValue> image, Condition condition) {
    return PutItemRequest.builder()
        .tableName(replica.tableName())
        .item(image)
        .conditionExpression(condition.expression())
        .expressionAttributeNames(condition.names())
        .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .returnConsumedCapacity(settings.capacity())
        .returnItemCollectionMetrics(settings.metrics())
        .overrideConfiguration(settings.configuration())
        .build();
  }

  /** What the replica held when it refused; read again where the engine doesn't send it along. */
  private CompletableFuture<Reply<Optional<ItemCopy>>> current(
      Reply<?> reply,
      ConditionalCheckFailedException refused,
      Map<String, AttributeValue> image,
      Deadline deadline) {
    if (refused.hasItem() && !refused.item().isEmpty()) {
      return CompletableFuture.completedFuture(
          Replies.convert(
              new Reply.Answered<>(reply.region(), reply.latency(), refused.item()),
              item -> Optional.of(format.copyOf(item))));
    }
    return get(format.keys().keyOf(image), true, deadline, Dispatch.REGION_THREAD);
  }

  private static StampedPut refused(Optional<ItemCopy> held, Version ours) {
    ItemCopy copy = held.orElse(null);
    return copy != null && ours.equals(copy.version())
        ? new StampedPut.AlreadyStored()
        : new StampedPut.Superseded(copy);
  }

  private static <A> Reply<ExactChange> exact(Reply<A> reply, Function<A, Double> units) {
    if (refusedCondition(reply).isPresent()) {
      return new Reply.Answered<>(reply.region(), reply.latency(), new ExactChange.Changed());
    }
    return reply.map(answer -> new ExactChange.Done(units.apply(answer)));
  }

  private static Optional<ConditionalCheckFailedException> refusedCondition(Reply<?> reply) {
    return reply instanceof Reply.Failed<?> failed
            && failed.failure().cause() instanceof ConditionalCheckFailedException refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  /** The format that items are read in. */
  public TableFormat format() {
    return format;
  }

  /** The items of several replicas. */
  public static List<ReplicaItems> of(
      List<Replica> replicas, TableFormat format, CallSettings settings) {
    return replicas.stream().map(r -> new ReplicaItems(r, format, settings)).toList();
  }
}
