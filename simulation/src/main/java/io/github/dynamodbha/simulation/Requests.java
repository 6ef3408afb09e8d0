package io.github.dynamodbha.simulation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

  /** A repair's replacement of exactly the copy that was read. */
  static boolean isUnchangedReplace(DynamoDbRequest request) {
    return hasCondition(request, "#a0 = :a0");
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
