package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;

/** The conditional write that brings one replica to the winner. */
sealed interface Change {
  /** The replica's index. */
  int replica();

  /** Put the winner if nothing of its version or newer is there: where the item was absent. */
  record PutIfNewer(int replica) implements Change {}

  /** Put the winner if an older copy is there. */
  record ReplaceOlder(int replica) implements Change {}

  /** Put the winner if nothing is there. */
  record PutIfAbsent(int replica) implements Change {}

  /** Put the winner if exactly the copy that was read is there. */
  record Replace(int replica, ItemCopy read) implements Change {}
}
