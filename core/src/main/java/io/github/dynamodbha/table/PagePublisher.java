package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.Futures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.async.SimplePublisher;

/**
 * The pages of a scan as a reactive stream: each subscriber gets a scan of its own, and the next
 * page is read when the one before was taken. The SDK's {@link SimplePublisher} keeps the rules of
 * reactive streams.
 */
final class PagePublisher implements Publisher<List<Map<String, AttributeValue>>> {
  private final Supplier<ItemPages> scan;

  PagePublisher(Supplier<ItemPages> scan) {
    this.scan = scan;
  }

  @Override
  public void subscribe(Subscriber<? super List<Map<String, AttributeValue>>> subscriber) {
    SimplePublisher<List<Map<String, AttributeValue>>> pages = new SimplePublisher<>();
    pages.subscribe(subscriber);
    forward(scan.get(), pages);
  }

  /** Reads a page, hands it over, and goes on when it was taken. */
  private static void forward(
      ItemPages scan, SimplePublisher<List<Map<String, AttributeValue>>> pages) {
    CompletableFuture<?> unused =
        scan.next()
            .whenComplete(
                (page, thrown) -> {
                  if (thrown != null) {
                    CompletableFuture<?> unusedError = pages.error(Futures.unwrap(thrown));
                  } else {
                    handOver(page, scan, pages);
                  }
                });
  }

  private static void handOver(
      Optional<List<Map<String, AttributeValue>>> page,
      ItemPages scan,
      SimplePublisher<List<Map<String, AttributeValue>>> pages) {
    if (page.isEmpty()) {
      CompletableFuture<?> unusedEnd = pages.complete();
      return;
    }
    CompletableFuture<?> unused =
        pages
            .send(page.get())
            .whenComplete(
                (taken, cancelled) -> {
                  if (cancelled == null) {
                    forward(scan, pages);
                  }
                });
  }
}
