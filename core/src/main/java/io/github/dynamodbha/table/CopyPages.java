package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemCopy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The pages of one scan, as the winning copies. Asked for one at a time, so no thread-safety. */
interface CopyPages {
  /** The next page, possibly without copies, or empty at the end. */
  CompletableFuture<Optional<List<ItemCopy>>> next();
}
