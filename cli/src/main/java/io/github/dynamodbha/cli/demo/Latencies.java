package io.github.dynamodbha.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long each call took, and which ones failed. Thread-safe. */
final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MEDIAN = 0.5;
  private static final double NINETY_NINTH = 0.99;

  private record Call(Phase phase, CallKind kind, long nanos) {}

  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<String> errors = new ConcurrentLinkedQueue<>();

  void succeeded(Phase phase, CallKind kind, long nanos) {
    calls.add(new Call(phase, kind, nanos));
  }

  void failed(Phase phase, CallKind kind, String why) {
    errors.add(kind.name().toLowerCase(Locale.ROOT) + " while " + phase.label() + ": " + why);
  }

  /** Every failure, in the order in which they happened. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** How many calls of a phase succeeded. */
  long count(Phase phase) {
    return calls.stream().filter(call -> call.phase() == phase).count();
  }

  /** A record for each phase and kind of call: how many, and how long they took. */
  List<Map<String, Object>> summary() {
    List<Map<String, Object>> records = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (CallKind kind : CallKind.values()) {
        long[] sorted =
            calls.stream()
                .filter(call -> call.phase() == phase && call.kind() == kind)
                .mapToLong(Call::nanos)
                .sorted()
                .toArray();
        records.add(summary(phase, kind, sorted));
      }
    }
    return records;
  }

  private static Map<String, Object> summary(Phase phase, CallKind kind, long[] sorted) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("phase", phase.label());
    fields.put("calls", kind.name().toLowerCase(Locale.ROOT) + "s");
    fields.put("count", sorted.length);
    fields.put("p50Millis", quantile(sorted, MEDIAN));
    fields.put("p99Millis", quantile(sorted, NINETY_NINTH));
    fields.put("maxMillis", quantile(sorted, 1));
    return fields;
  }

  /** The value that this share of the calls did not exceed. */
  private static Object quantile(long[] sorted, double share) {
    if (sorted.length == 0) {
      return "";
    }
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return Math.round(sorted[Math.max(0, index)] / NANOS_PER_MILLI * 10) / 10.0;
  }
}
