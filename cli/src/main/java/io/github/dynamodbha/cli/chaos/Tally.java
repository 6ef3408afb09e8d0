package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.Call;
import io.github.dynamodbha.cli.chaos.check.CallKind;
import io.github.dynamodbha.cli.chaos.check.Finding;
import io.github.dynamodbha.cli.chaos.check.Outcome;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was done to the regions and processes, and what came of it. Thread-safe. */
final class Tally {
  /** Things that are counted one by one. */
  enum Event {
    ROUNDS("rounds"),
    LIVES("writer processes"),
    WRITERS_KILLED("writers killed"),
    SYNCS("sync processes"),
    SYNCS_COMPLETED("syncs completed"),
    SYNCS_KILLED("syncs killed"),
    SYNCS_FAILED("syncs failed on faults"),
    PURGES("purges beside writers");

    private final String label;

    Event(String label) {
      this.label = label;
    }
  }

  private final Map<Event, LongAdder> events = adders(Event.class);
  private final Map<FaultKind, LongAdder> faults = adders(FaultKind.class);
  private final Map<FaultKind, LongAdder> hits = adders(FaultKind.class);
  private final Map<CallKind, LongAdder> calls = adders(CallKind.class);
  private final Map<Outcome, LongAdder> writes = adders(Outcome.class);
  private final Map<Finding.Kind, LongAdder> findings = adders(Finding.Kind.class);

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E each : type.getEnumConstants()) {
      adders.put(each, new LongAdder());
    }
    return adders;
  }

  private static <E extends Enum<E>> void count(Map<E, LongAdder> adders, E what) {
    LongAdder adder = adders.get(what);
    if (adder != null) {
      adder.increment();
    }
  }

  private static <E extends Enum<E>> long sum(Map<E, LongAdder> adders, E what) {
    LongAdder adder = adders.get(what);
    return adder == null ? 0 : adder.sum();
  }

  void count(Event event) {
    count(events, event);
  }

  void count(Event event, long times) {
    LongAdder adder = events.get(event);
    if (adder != null) {
      adder.add(times);
    }
  }

  void injected(FaultKind kind) {
    count(faults, kind);
  }

  void hit(FaultKind kind) {
    count(hits, kind);
  }

  void add(List<Call> history, List<Finding> found) {
    for (Call call : history) {
      count(calls, call.kind());
      if (call.kind() != CallKind.READ) {
        count(writes, call.outcome());
      }
    }
    found.forEach(finding -> count(findings, finding.kind()));
  }

  /** How many writes ended so. */
  long writes(Outcome outcome) {
    return sum(writes, outcome);
  }

  long broken() {
    return findings.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** All figures, by name, in the order in which they are to be read. */
  Map<String, Long> figures() {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (Event event : Event.values()) {
      figures.put(event.label, sum(events, event));
    }
    for (FaultKind kind : FaultKind.values()) {
      figures.put("fault: " + kind.label(), sum(faults, kind));
    }
    figures.put("requests hit by faults", hits.values().stream().mapToLong(LongAdder::sum).sum());
    figures.put("operations", calls.values().stream().mapToLong(LongAdder::sum).sum());
    for (CallKind kind : CallKind.values()) {
      figures.put(label(kind), sum(calls, kind));
    }
    for (Outcome outcome : Outcome.values()) {
      if (outcome != Outcome.UNEXPECTED) {
        figures.put("writes " + label(outcome), sum(writes, outcome));
      }
    }
    for (Finding.Kind kind : Finding.Kind.values()) {
      figures.put(label(kind), sum(findings, kind));
    }
    return figures;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
