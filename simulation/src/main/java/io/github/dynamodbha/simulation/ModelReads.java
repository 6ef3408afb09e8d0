package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The reads of one table, old states and pages included. */
final class ModelReads {
  private final String name;
  private final ModelRows rows;

  ModelReads(String name, ModelRows rows) {
    this.name = name;
    this.rows = rows;
  }

  GetItemResponse get(GetItemRequest get, ModelTable.Choices choices) {
    Map<String, AttributeValue> item =
        rows.seen(rows.keyText(get.key()), get.consistentRead(), choices);
    return item == null
        ? GetItemResponse.builder().build()
        : GetItemResponse.builder().item(item).build();
  }

  BatchGetItemResponse batch(BatchGetItemRequest batch, ModelTable.Choices choices) {
    KeysAndAttributes wanted = Objects.requireNonNull(batch.requestItems().get(name), name);
    int processed = choices.batch(wanted.keys().size());
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    for (Map<String, AttributeValue> key : wanted.keys().subList(0, processed)) {
      Map<String, AttributeValue> item =
          rows.seen(rows.keyText(key), wanted.consistentRead(), choices);
      if (item != null) {
        found.add(item);
      }
    }
    List<Map<String, AttributeValue>> left = wanted.keys().subList(processed, wanted.keys().size());
    return BatchGetItemResponse.builder()
        .responses(Map.of(name, found))
        .unprocessedKeys(
            left.isEmpty() ? Map.of() : Map.of(name, wanted.toBuilder().keys(left).build()))
        .build();
  }

  ScanResponse scan(ScanRequest scan, ModelTable.Choices choices) {
    boolean goesOn = scan.hasExclusiveStartKey() && !scan.exclusiveStartKey().isEmpty();
    int limit = scan.limit() == null ? Integer.MAX_VALUE : scan.limit();
    int pageSize = Math.min(choices.pageSize(), limit);
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    Map<String, AttributeValue> last = null;
    int scanned = 0;
    for (ModelRows.Row row : rows.after(goesOn ? scan.exclusiveStartKey() : null)) {
      if (!rows.isInSegment(row, scan)) {
        continue;
      }
      Map<String, AttributeValue> item = row.seen(scan.consistentRead(), choices);
      if (item == null) {
        continue;
      }
      scanned++;
      if (ModelWrites.holds(
          item,
          scan.filterExpression(),
          scan.expressionAttributeNames(),
          scan.expressionAttributeValues())) {
        items.add(item);
      }
      if (scanned >= pageSize) {
        last = row.key();
        break;
      }
    }
    return ScanResponse.builder()
        .items(items)
        .count(items.size())
        .scannedCount(scanned)
        .lastEvaluatedKey(last)
        .consumedCapacity(ModelTable.capacity(name, scan.returnConsumedCapacity()))
        .build();
  }
}
