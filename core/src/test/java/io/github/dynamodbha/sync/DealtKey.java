package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence.Kind;
import io.github.dynamodbha.sync.DivergenceCase.Copy;
import io.github.dynamodbha.sync.DivergenceCase.Fate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One key with what each replica holds of it.
 *
 * @param key the key
 * @param kase where the copies come from
 * @param copies what each replica was given
 * @param before the same as DynamoDB returns it; null for nothing
 */
record DealtKey(
    ItemKey key,
    DivergenceCase kase,
    List<Copy> copies,
    List<@Nullable Map<String, AttributeValue>> before) {

  boolean differs() {
    return kase.fate() != Fate.IN_SYNC && !isOneCopyEverywhere();
  }

  private boolean isOneCopyEverywhere() {
    return copies.stream().allMatch(copy -> copy.kind() == null) && winner() >= 0;
  }

  /** The replica whose copy wins, or -1 if none does. */
  int winner() {
    for (int i = 0; i < copies.size(); i++) {
      if (copies.get(i).kind() == null && kase.fate() != Fate.SKIPPED) {
        return i;
      }
    }
    boolean settles = kase.fate() == Fate.SETTLED || kase.fate() == Fate.PURGED;
    return settles ? greatest() : -1;
  }

  /** Of rivals of one version: the one with the greatest digest. */
  private int greatest() {
    int greatest = -1;
    for (int i = 0; i < copies.size(); i++) {
      if (copies.get(i).kind() == Kind.CONFLICTING
          && (greatest < 0 || digest(i).compareTo(digest(greatest)) > 0)) {
        greatest = i;
      }
    }
    return greatest;
  }

  private ContentDigest digest(int replica) {
    return ContentDigest.of(Objects.requireNonNull(before.get(replica)));
  }

  /** What is wrong in which replica. */
  Map<Integer, Kind> affected() {
    Map<Integer, Kind> affected = new LinkedHashMap<>();
    int winner = winner();
    for (int i = 0; i < copies.size(); i++) {
      Kind kind = copies.get(i).kind();
      boolean holdsWinner = winner >= 0 && Objects.equals(before.get(i), before.get(winner));
      if (kind != null && !holdsWinner) {
        affected.put(i, kind);
      }
    }
    return affected;
  }

  Kind kind() {
    return affected().values().stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  /** What a replica must hold after a sync, or null for nothing. */
  @Nullable Map<String, AttributeValue> after(int replica) {
    return switch (kase.fate()) {
      case PURGED -> null;
      case REPAIRED, SETTLED -> before.get(winner());
      case IN_SYNC, UNRESOLVED, SKIPPED -> before.get(replica);
    };
  }

  /** As {@link #after}, when every region was preferred once, in their order. */
  @Nullable Map<String, AttributeValue> preferred(int replica) {
    return kase.fate() == Fate.UNRESOLVED
        ? before.stream().filter(Objects::nonNull).findFirst().orElseThrow()
        : after(replica);
  }
}
