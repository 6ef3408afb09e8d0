package io.github.dynamodbha.table;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** The requests of a scan's pages. */
final class ScanRequests {
  private ScanRequests() {}

  static ScanRequest page(ReadOptions options, @Nullable Map<String, AttributeValue> start) {
    return ScanRequest.builder()
        .limit(options.pageSize())
        .consistentRead(options.consistentRead())
        .exclusiveStartKey(start)
        .build();
  }
}
