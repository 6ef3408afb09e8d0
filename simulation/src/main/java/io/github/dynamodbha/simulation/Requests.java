package io.github.dynamodbha.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Tells the product's conditional writes apart by their conditions. */
final class Requests {
  private Requests() {}

  /** The keys that a request asks for or writes. */
  static Set<String> keys(DynamoDbRequest request, ModelTable table) {
    if (request instanceof PutItemRequest put) {
      return Set.of(table.keyText(put.item()));
    } else if (request instanceof GetItemRequest get) {
      return Set.of(table.keyText(get.key()));
    } else if (request instanceof UpdateItemRequest update) {
      return Set.of(table.keyText(update.key()));
    } else if (request instanceof TransactWriteItemsRequest transaction) {
      Set<String> keys = new HashSet<>();
      for (TransactWriteItem item : transaction.transactItems()) {
        if (item.put() != null) {
          keys.add(table.keyText(item.put().item()));
        } else if (item.update() != null) {
          keys.add(table.keyText(item.update().key()));
        }
      }
      return keys;
    }
    return Set.of();
  }

  /** A put of the write protocol, a read repair or a sync: if nothing newer is there. */
  static boolean isPutIfNewer(DynamoDbRequest request) {
    return hasCondition(request, "attribute_not_exists(#dynamodbha_version) OR");
  }

  /** The replacement of exactly the version that a write's first round has stored. */
  static boolean isExactReplace(DynamoDbRequest request) {
    return request instanceof PutItemRequest && hasCondition(request, ":dynamodbha_held");
  }

  /** The version that such a replacement replaces; null for other requests. */
  static @Nullable String replaced(DynamoDbRequest request) {
    if (!isExactReplace(request)) {
      return null;
    }
    PutItemRequest put = (PutItemRequest) request;
    return Objects.requireNonNull(put.expressionAttributeValues().get(":dynamodbha_held")).s();
  }

  /** A repair's replacement of exactly the copy that was read. */
  static boolean isUnchangedReplace(DynamoDbRequest request) {
    return hasCondition(request, "#a0 = :a0");
  }

  /** A repair's replacement of an older copy. */
  static boolean isReplaceOlder(DynamoDbRequest request) {
    return hasCondition(request, "attribute_exists(#key)");
  }

  /** The same put, on condition that nothing newer is there. */
  static PutItemRequest asPutIfNewer(PutItemRequest put) {
    return put.toBuilder()
        .conditionExpression("attribute_not_exists(#v) OR #v < :v")
        .expressionAttributeNames(Map.of("#v", "last_updated"))
        .expressionAttributeValues(Map.of(":v", put.item().get("last_updated")))
        .build();
  }

  /** A transaction that carries images to another region than the one that judged it. */
  static boolean isSpread(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream()
        .allMatch(
            item ->
                item.put() != null
                    && item.put().conditionExpression() != null
                    && item.put().conditionExpression().startsWith("attribute_not_exists"));
  }

  static TransactWriteItemsRequest withoutConditions(TransactWriteItemsRequest transaction) {
    return transaction.toBuilder()
        .transactItems(
            transaction.transactItems().stream()
                .map(
                    item ->
                        TransactWriteItem.builder()
                            .put(p -> p.tableName(item.put().tableName()).item(item.put().item()))
                            .build())
                .toList())
        .build();
  }

  /** An item's key and version. */
  static Map<String, AttributeValue> bare(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> bare = new HashMap<>(item);
    bare.keySet().removeIf(name -> !Set.of("id", "at", "last_updated", "deleted").contains(name));
    return bare;
  }

  /** The removal of a tombstone. */
  static boolean isPurge(DynamoDbRequest request) {
    return request instanceof DeleteItemRequest delete && delete.conditionExpression() != null;
  }

  private static boolean hasCondition(DynamoDbRequest request, String part) {
    String condition = condition(request);
    return condition != null && condition.contains(part);
  }

  private static @Nullable String condition(DynamoDbRequest request) {
    return request instanceof PutItemRequest put ? put.conditionExpression() : null;
  }
}
