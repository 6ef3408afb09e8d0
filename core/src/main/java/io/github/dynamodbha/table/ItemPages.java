package io.github.dynamodbha.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The pages of one scan, as a reader sees the items. Asked for one at a time. */
interface ItemPages {
  /** The next page, possibly without items, or empty at the end. */
  CompletableFuture<Optional<List<Map<String, AttributeValue>>>> next();
}
