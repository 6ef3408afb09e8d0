package io.github.dynamodbha.item;

import java.util.Comparator;

/**
 * The total order of the copies of one key: the greatest is the winner, on every machine.
 *
 * <p>Greater version first; no version (or an unusable one) is older than any. Of equal versions a
 * tombstone beats a live item; then the greater content digest wins, unsigned. Copies that compare
 * as equal have equal content.
 */
public final class CopyOrder {
  /** Orders copies of one key from the oldest to the winner. */
  public static final Comparator<ItemCopy> OLDEST_FIRST =
      Comparator.comparing(
              ItemCopy::version, Comparator.nullsFirst(Comparator.<Version>naturalOrder()))
          .thenComparing(ItemCopy::isTombstone)
          .thenComparing(ItemCopy::digest);

  private CopyOrder() {}
}
