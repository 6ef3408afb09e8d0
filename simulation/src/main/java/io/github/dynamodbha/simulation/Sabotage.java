package io.github.dynamodbha.simulation;

import io.github.dynamodbha.protocol.Acknowledge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Switches guards off, between the product and the regions: requests lose their conditions, and
 * replies say what code without the guard would make of them.
 */
final class Sabotage {
  private static final StackWalker STACK = StackWalker.getInstance();

  /** From the transport up to the step of sync that reads. */
  private static final int DEEP = 60;

  private final Set<Guard> off;
  private final Map<String, Map<String, AttributeValue>> shown = new HashMap<>();
  private final Map<Integer, AttributeValue> versions = new HashMap<>();

  Sabotage(Set<Guard> off) {
    this.off = Set.copyOf(off);
  }

  boolean isOff(Guard guard) {
    return off.contains(guard);
  }

  /** Whether it is left out of a failure that an attempt before got no answer. */
  boolean hidesUnclearAttempt(RuntimeException failure) {
    boolean refusal =
        failure instanceof ConditionalCheckFailedException
            || failure instanceof TransactionCanceledException;
    return isOff(Guard.UNCLEAR_ATTEMPT) || (refusal && isOff(Guard.UNCLEAR_REFUSAL));
  }

  /** The request as it is sent. */
  DynamoDbRequest sent(int operation, DynamoDbRequest request) {
    if (off.isEmpty()) {
      return request;
    }
    if (request instanceof UpdateItemRequest update && isOff(Guard.VERSION_PER_JUDGE)) {
      Map<String, AttributeValue> values = new HashMap<>(update.expressionAttributeValues());
      values.computeIfPresent(
          ":dynamodbha_version",
          (name, version) -> versions.computeIfAbsent(operation, any -> version));
      return update.toBuilder().expressionAttributeValues(values).build();
    }
    if (request instanceof PutItemRequest put
        && ((isOff(Guard.PUT_CONDITION) && Requests.isPutIfNewer(put))
            || (isOff(Guard.REPLACE_BEFORE_RESTAMP) && Requests.isExactReplace(put))
            || (isOff(Guard.REPAIR_CONDITION) && Requests.isUnchangedReplace(put)))) {
      return put.toBuilder()
          .conditionExpression(null)
          .expressionAttributeNames(null)
          .expressionAttributeValues(null)
          .build();
    }
    if (request instanceof PutItemRequest put
        && ((isOff(Guard.RESTAMP_OVER_ITSELF) && Requests.isExactReplace(put))
            || (isOff(Guard.REPLACE_OLDER) && Requests.isReplaceOlder(put)))) {
      return Requests.asPutIfNewer(put);
    }
    if (request instanceof TransactWriteItemsRequest transaction
        && isOff(Guard.TRANSACTION_CONDITION)
        && Requests.isSpread(transaction)) {
      return Requests.withoutConditions(transaction);
    }
    if (request instanceof DeleteItemRequest delete
        && isOff(Guard.PURGE_CONDITION)
        && Requests.isPurge(delete)) {
      return DeleteItemRequest.builder().tableName(delete.tableName()).key(delete.key()).build();
    }
    if (request instanceof GetItemRequest get && isOff(Guard.CONSISTENT_READ)) {
      return get.toBuilder().consistentRead(false).build();
    }
    if (request instanceof BatchGetItemRequest batch && isOff(Guard.CONFIRM_READ)) {
      Map<String, software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes> items =
          new HashMap<>();
      batch
          .requestItems()
          .forEach(
              (table, keys) -> items.put(table, keys.toBuilder().consistentRead(false).build()));
      return batch.toBuilder().requestItems(items).build();
    }
    return request;
  }

  /** What the product gets instead of an answer. */
  DynamoDbResponse answered(DynamoDbResponse answer) {
    if (isOff(Guard.WHOLE_CONTENT) && answer instanceof ScanResponse scan) {
      return scan.toBuilder().items(scan.items().stream().map(Requests::bare).toList()).build();
    }
    if (isOff(Guard.ALL_PAGES) && answer instanceof ScanResponse scan) {
      return scan.toBuilder().lastEvaluatedKey(null).build();
    }
    if (isOff(Guard.TOMBSTONE_BEFORE_LIVE) && answer instanceof BatchGetItemResponse batch) {
      Map<String, List<Map<String, AttributeValue>>> unmarked = new HashMap<>();
      batch
          .responses()
          .forEach(
              (table, items) ->
                  unmarked.put(table, items.stream().map(Sabotage::withoutMark).toList()));
      return batch.toBuilder().responses(unmarked).build();
    }
    if (isOff(Guard.UNPROCESSED_KEYS) && answer instanceof BatchGetItemResponse batch) {
      return batch.toBuilder().unprocessedKeys(Map.of()).build();
    }
    return answer;
  }

  /**
   * What the product gets instead of a failure, or null for the failure itself.
   *
   * @param elsewhere asks another region
   */
  @Nullable Object failed(DynamoDbRequest request, RuntimeException failure, Elsewhere elsewhere) {
    if (off.isEmpty()) {
      return null;
    }
    boolean refused = failure instanceof ConditionalCheckFailedException;
    if (request instanceof PutItemRequest put && Requests.isPutIfNewer(put)) {
      String ours = version(put.item());
      String held =
          failure instanceof ConditionalCheckFailedException check ? version(check.item()) : null;
      if (refused && isOff(Guard.RESTAMP) && held != null && !held.equals(ours)) {
        return PutItemResponse.builder().build();
      }
      if (refused && isOff(Guard.REFUSAL_IS_AN_ANSWER)) {
        return ModelErrors.serverError();
      }
      if (refused && isOff(Guard.EQUAL_VERSION_IS_SUCCESS) && ours != null && ours.equals(held)) {
        return ModelErrors.serverError();
      }
      if (!refused && isOff(Guard.MISS_IS_A_MISS)) {
        return PutItemResponse.builder().build();
      }
    }
    if (refused) {
      return isOff(Guard.FIRST_DECIDES) && Requests.isExactReplace(request)
          ? ModelErrors.serverError()
          : null;
    }
    if (request instanceof GetItemRequest && isOff(Guard.TOMBSTONE_WHILE_UNREACHABLE)) {
      return GetItemResponse.builder().build();
    }
    if (request instanceof BatchGetItemRequest && isOff(Guard.PURGE_ALL_READ)) {
      return elsewhere.ask(request);
    }
    return null;
  }

  /** Versions of whole seconds are the ones that two writes may share. */
  private static Map<String, AttributeValue> withoutMark(Map<String, AttributeValue> item) {
    String version = version(item);
    if (version == null || version.contains("~")) {
      return item;
    }
    Map<String, AttributeValue> unmarked = new HashMap<>(item);
    unmarked.remove("deleted");
    return unmarked;
  }

  /** Asks another region, which works. */
  @FunctionalInterface
  interface Elsewhere {
    DynamoDbResponse ask(DynamoDbRequest request);
  }

  /** A clock for the product's sync, which lies to the one that asks how old a look is. */
  LongSupplier syncNanos(LongSupplier nanoTime) {
    if (!isOff(Guard.LOOK_AGE)) {
      return nanoTime;
    }
    return () -> isCalledBy("isTooOld") ? 0 : nanoTime.getAsLong();
  }

  /** A clock for a writer, which lies to the one that asks whether a version is ahead of it. */
  java.time.InstantSource writerClock(java.time.InstantSource clock) {
    if (!isOff(Guard.AHEAD_IS_UNKNOWN)) {
      return clock;
    }
    return () ->
        isCalledBy("isAhead") ? java.time.Instant.parse("9999-01-01T00:00:00Z") : clock.instant();
  }

  /** The level that a client is given. */
  Acknowledge acknowledge(Acknowledge asked) {
    return isOff(Guard.ACKNOWLEDGE) ? Acknowledge.ONE : asked;
  }

  /** The order of preference of a client. */
  <T> List<T> order(List<T> regions, int client) {
    List<T> order = new ArrayList<>(regions);
    if (isOff(Guard.ONE_JUDGE) && client % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  /** A process is shown copies by a region. */
  void shows(String process, int region, DynamoDbResponse answer) {
    if (isOff(Guard.READ_AGAIN) && answer instanceof BatchGetItemResponse batch) {
      batch
          .responses()
          .values()
          .forEach(items -> items.forEach(item -> shown.put(place(process, region, item), item)));
    }
  }

  /** What sync is told instead of what it reads again: what it was shown before. */
  @Nullable DynamoDbResponse shownBefore(String process, int region, DynamoDbRequest request) {
    if (!isOff(Guard.READ_AGAIN)
        || !(request instanceof BatchGetItemRequest batch)
        || !isCalledBy("readPresentAgain", DEEP)) {
      return null;
    }
    Map<String, List<Map<String, AttributeValue>>> before = new HashMap<>();
    batch
        .requestItems()
        .forEach(
            (table, wanted) ->
                before.put(
                    table,
                    wanted.keys().stream()
                        .map(key -> shown.get(place(process, region, key)))
                        .filter(Objects::nonNull)
                        .toList()));
    return BatchGetItemResponse.builder().responses(before).build();
  }

  private static String place(String process, int region, Map<String, AttributeValue> item) {
    return process + region + item.get("id") + item.get("at");
  }

  private static boolean isCalledBy(String method) {
    return isCalledBy(method, 5);
  }

  private static boolean isCalledBy(String method, int depth) {
    List<String> callers =
        STACK.walk(
            frames -> frames.limit(depth).map(StackWalker.StackFrame::getMethodName).toList());
    return callers.contains(method);
  }

  private static @Nullable String version(Map<String, AttributeValue> item) {
    AttributeValue version = item.get("last_updated");
    return version == null ? null : version.s();
  }
}
