package io.github.dynamodbha.benchmarks;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.PageDigester;
import io.github.dynamodbha.replica.DigestPage;
import io.github.dynamodbha.sync.ReplayedTables;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The ways from a recorded reply to what the engine joins. */
final class ReplayedPages {
  /** What the recorded page would consume; the report adds it up. */
  private static final double PAGE_UNITS = 128;

  private static final int ROOM = 64;

  private ReplayedPages() {}

  /** From the bytes, as the product does. For any number of threads. */
  static ReplayedTables.Pages fromBytes(RecordedReply reply) {
    Queue<Buffer> idle = new ConcurrentLinkedQueue<>();
    return (replica, segment) -> {
      Buffer buffer = Objects.requireNonNullElseGet(idle.poll(), () -> new Buffer(reply));
      DigestedItems items = buffer.digest(segment);
      idle.add(buffer);
      return page(items);
    };
  }

  /** One thread's page and what digests it. */
  private static final class Buffer {
    private final RecordedReply reply;
    private final byte[] page;
    private final PageDigester digester = new PageDigester();

    Buffer(RecordedReply reply) {
      this.reply = reply;
      this.page = reply.page(ROOM);
    }

    DigestedItems digest(int segment) {
      reply.number(page, segment);
      return digester.digest(page, reply.length(), TableItem.FORMAT, Set.of()).items();
    }
  }

  /** Through the SDK's objects, over a whole client of its own but for the connection. */
  static final class FromObjects implements ReplayedTables.Pages, AutoCloseable {
    private final ReplayedHttpClient http;
    private final DynamoDbClient client;

    /** For one thread. */
    FromObjects(RecordedReply reply) {
      http = new ReplayedHttpClient(reply);
      client =
          DynamoDbClient.builder()
              .region(Region.US_EAST_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .httpClient(http)
              .build();
    }

    @Override
    public DigestPage page(int replica, int segment) {
      http.segment(segment);
      ScanResponse answer = client.scan(s -> s.tableName(SyncTable.NAME));
      return ReplayedPages.page(DigestedItems.of(answer.items(), TableItem.FORMAT, Set.of()));
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** Digested before, and always the same: what is left is the engine without the reading. */
  static ReplayedTables.Pages digestedBefore(RecordedReply reply) {
    DigestPage page = page(new Buffer(reply).digest(0));
    return (replica, segment) -> page;
  }

  private static DigestPage page(DigestedItems items) {
    return new DigestPage(items, null, PAGE_UNITS);
  }
}
