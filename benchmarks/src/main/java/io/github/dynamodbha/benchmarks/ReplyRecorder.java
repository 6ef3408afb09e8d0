package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.local.LocalRegions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Keeps the body of a reply to Scan, as it came from a local region. */
final class ReplyRecorder implements ExecutionInterceptor {
  private volatile byte[] body = new byte[0];

  private ReplyRecorder() {}

  /** Records one page of so many items, no more than fit in one. */
  static RecordedReply record(int items) {
    ReplyRecorder recorder = new ReplyRecorder();
    try (LocalRegions regions = LocalRegions.start("us-east-1");
        SyncTable table = new SyncTable(regions);
        DynamoDbClient client = table.client(recorder)) {
      table.put(0, IntStream.range(0, items), TableItem::of);
      ScanResponse page =
          client.scan(
              s ->
                  s.tableName(SyncTable.NAME).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
      if (page.count() != items) {
        throw new IllegalStateException(items + " items are no page, but " + page.count());
      }
    }
    return new RecordedReply(recorder.body, items);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    return context
        .responseBody()
        .map(
            stream -> {
              try (stream) {
                body = stream.readAllBytes();
                return new ByteArrayInputStream(body);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }
}
