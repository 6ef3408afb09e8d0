package io.github.dynamodbha.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Capacity;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** Adds up what several writes consumed, as DynamoDB does for a batch: one sum for each table. */
final class Capacities {
  private Capacities() {}

  /** The sums; null if there is nothing to add. */
  static @Nullable List<ConsumedCapacity> sum(List<ConsumedCapacity> consumed) {
    Map<String, ConsumedCapacity> sums = new LinkedHashMap<>();
    for (ConsumedCapacity one : consumed) {
      sums.merge(Objects.requireNonNullElse(one.tableName(), ""), one, Capacities::sum);
    }
    return sums.isEmpty() ? null : new ArrayList<>(sums.values());
  }

  private static ConsumedCapacity sum(ConsumedCapacity a, ConsumedCapacity b) {
    return a.toBuilder()
        .capacityUnits(sum(a.capacityUnits(), b.capacityUnits()))
        .readCapacityUnits(sum(a.readCapacityUnits(), b.readCapacityUnits()))
        .writeCapacityUnits(sum(a.writeCapacityUnits(), b.writeCapacityUnits()))
        .table(
            a.table() == null
                ? b.table()
                : b.table() == null ? a.table() : sum(a.table(), b.table()))
        .globalSecondaryIndexes(
            a.hasGlobalSecondaryIndexes() || b.hasGlobalSecondaryIndexes()
                ? sum(a.globalSecondaryIndexes(), b.globalSecondaryIndexes())
                : null)
        .localSecondaryIndexes(
            a.hasLocalSecondaryIndexes() || b.hasLocalSecondaryIndexes()
                ? sum(a.localSecondaryIndexes(), b.localSecondaryIndexes())
                : null)
        .build();
  }

  private static Map<String, Capacity> sum(Map<String, Capacity> a, Map<String, Capacity> b) {
    Map<String, Capacity> sums = new LinkedHashMap<>(a);
    b.forEach((index, capacity) -> sums.merge(index, capacity, Capacities::sum));
    return sums;
  }

  private static Capacity sum(Capacity a, Capacity b) {
    return a.toBuilder()
        .capacityUnits(sum(a.capacityUnits(), b.capacityUnits()))
        .readCapacityUnits(sum(a.readCapacityUnits(), b.readCapacityUnits()))
        .writeCapacityUnits(sum(a.writeCapacityUnits(), b.writeCapacityUnits()))
        .build();
  }

  private static @Nullable Double sum(@Nullable Double a, @Nullable Double b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a + b;
  }
}
