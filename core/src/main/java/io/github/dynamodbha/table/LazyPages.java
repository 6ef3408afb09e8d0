package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemCopy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages of a scan that begins once the table's format is known, reduced to what is visible. */
final class LazyPages implements ItemPages {
  private final CompletableFuture<? extends CopyPages> pages;
  private final Function<ItemCopy, Optional<Map<String, AttributeValue>>> visible;

  LazyPages(
      CompletableFuture<? extends CopyPages> pages,
      Function<ItemCopy, Optional<Map<String, AttributeValue>>> visible) {
    this.pages = pages;
    this.visible = visible;
  }

  @Override
  public CompletableFuture<Optional<List<Map<String, AttributeValue>>>> next() {
    return pages
        .thenCompose(CopyPages::next)
        .thenApply(
            page ->
                page.map(
                    copies -> copies.stream().map(visible).flatMap(Optional::stream).toList()));
  }
}
