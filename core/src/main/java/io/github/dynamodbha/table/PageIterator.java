package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.Futures;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of a scan, one by one; waits for the next page when it needs one. Not thread-safe. */
final class PageIterator implements Iterator<Map<String, AttributeValue>> {
  private final ItemPages pages;
  private final Queue<Map<String, AttributeValue>> items = new ArrayDeque<>();
  private boolean ended;

  PageIterator(ItemPages pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (items.isEmpty() && !ended) {
      Optional<List<Map<String, AttributeValue>>> page = Futures.join(pages.next());
      page.ifPresentOrElse(items::addAll, () -> ended = true);
    }
    return !items.isEmpty();
  }

  @Override
  public Map<String, AttributeValue> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The scan has no more items");
    }
    return items.remove();
  }
}
