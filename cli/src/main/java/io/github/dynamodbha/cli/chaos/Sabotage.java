package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Call;
import io.github.dynamodbha.cli.chaos.check.RawItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Spoils the tables before they are judged, to see that the judgement finds it. */
public enum Sabotage {
  /** Nothing is spoilt. */
  NONE,
  /** An item is removed in every region. */
  LOST,
  /** A tombstone is replaced by an older item of the same key in every region. */
  RESURRECTED,
  /** An item is removed in one region. */
  DIVERGENT;

  void spoil(RawTables raw, List<Call> history) {
    if (this == NONE) {
      return;
    }
    Map<String, Map<String, RawItem>> tables = raw.read();
    List<String> regions = List.copyOf(tables.keySet());
    Map<String, RawItem> first = Objects.requireNonNull(tables.get(regions.get(0)));
    String key =
        first.keySet().stream()
            .filter(each -> fits(each, Objects.requireNonNull(first.get(each)), history))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("nothing to spoil: let the run be longer"));
    for (String region : this == DIVERGENT ? regions.subList(0, 1) : regions) {
      if (this == RESURRECTED) {
        Call old = older(key, history).orElseThrow();
        raw.put(region, item(old));
      } else {
        raw.remove(region, key);
      }
    }
  }

  private boolean fits(String key, RawItem item, List<Call> history) {
    return this == RESURRECTED
        ? item.tombstone()
            && deletion(item, history)
            && older(key, history)
                .filter(old -> old.version().compareTo(item.version()) < 0)
                .isPresent()
        : !item.tombstone();
  }

  /** Whether somebody was told that this deletion is done. */
  private static boolean deletion(RawItem item, List<Call> history) {
    return history.stream().anyMatch(call -> call.version().equals(item.version()));
  }

  private static Optional<Call> older(String key, List<Call> history) {
    return history.stream()
        .filter(call -> call.key().equals(key) && call.kind().stores() && !call.version().isEmpty())
        .findFirst();
  }

  private static Map<String, AttributeValue> item(Call call) {
    Map<String, AttributeValue> item = new HashMap<>(ItemShape.item(call.key(), call.value()));
    item.put("last_updated", AttributeValue.fromS(call.version()));
    return item;
  }
}
