package io.github.dynamodbha.micrometer;

import io.github.dynamodbha.client.ClientListener;
import io.github.dynamodbha.client.Hedging;
import io.github.dynamodbha.replica.BreakerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what a drop-in client does into a Micrometer registry.
 *
 * <pre>{@code
 * builder.listener(new MicrometerListener(registry, List.of("us-east-1", "us-west-2")))
 * }</pre>
 *
 * <p>The metrics and their tags are listed in docs/metrics.md. Tags are of low cardinality:
 * regions, DynamoDB's operations, outcomes. Thread-safe; one listener may serve several clients,
 * whose values then add up, but for the gauges, which show the client that changed last.
 */
public final class MicrometerListener implements ClientListener {
  private static final String CALL = "dynamodbha.call";
  private static final String LEG = "dynamodbha.leg";
  private static final String CALL_LEGS = "dynamodbha.call.legs";
  private static final String STORED = "dynamodbha.write.stored";
  private static final String MISSED = "dynamodbha.write.missed";
  private static final String BREAKER_STATE = "dynamodbha.breaker.state";
  private static final String BREAKER_CHANGES = "dynamodbha.breaker.changes";
  private static final String EXCLUDED = "dynamodbha.region.excluded";

  private final MeterRegistry registry;
  private final Map<CallKey, Timer> calls = new ConcurrentHashMap<>();
  private final Map<LegKey, Timer> legs = new ConcurrentHashMap<>();
  private final Map<GaugeKey, AtomicInteger> gauges = new ConcurrentHashMap<>();

  /** The lookup of a timer by its tags would cost more than the call's own work. */
  private record CallKey(String operation, String outcome, Hedging hedging) {}

  private record LegKey(String region, String operation, String outcome) {}

  private record GaugeKey(String name, Tags tags) {}

  /**
   * Makes a listener.
   *
   * @param registry where to count
   * @param regions the client's regions, whose gauges exist from the start
   */
  public MicrometerListener(MeterRegistry registry, List<String> regions) {
    this.registry = registry;
    for (String region : regions) {
      breaker(region, true).set(value(BreakerState.CLOSED));
      breaker(region, false).set(value(BreakerState.CLOSED));
      excluded(region).set(0);
    }
  }

  @Override
  public void legEnded(String region, String operation, String outcome, Duration latency) {
    legs.computeIfAbsent(
            new LegKey(region, operation, outcome),
            key ->
                Timer.builder(LEG)
                    .description("A region's part in a call, whether it was waited for or not")
                    .tags("region", region, "operation", operation, "outcome", outcome)
                    .register(registry))
        .record(latency);
  }

  @Override
  public void callEnded(
      String operation, String outcome, int regionsAsked, Hedging hedging, Duration latency) {
    calls
        .computeIfAbsent(
            new CallKey(operation, outcome, hedging),
            key ->
                Timer.builder(CALL)
                    .description("A call as its caller saw it")
                    .tags("operation", operation, "outcome", outcome, "hedging", lowerCase(hedging))
                    .register(registry))
        .record(latency);
    registry.counter(CALL_LEGS, "operation", operation).increment(regionsAsked);
  }

  @Override
  public void stored(String region, String operation) {
    registry.counter(STORED, "region", region, "operation", operation).increment();
  }

  @Override
  public void missed(String region, String operation, String reason) {
    registry
        .counter(MISSED, "region", region, "operation", operation, "reason", reason)
        .increment();
  }

  @Override
  public void breakerChanged(String region, boolean reading, BreakerState state) {
    breaker(region, reading).set(value(state));
    registry
        .counter(
            BREAKER_CHANGES, "region", region, "calls", calls(reading), "state", lowerCase(state))
        .increment();
  }

  @Override
  public void exclusionChanged(String region, boolean excluded) {
    excluded(region).set(excluded ? 1 : 0);
  }

  private AtomicInteger breaker(String region, boolean reading) {
    return gauge(
        BREAKER_STATE,
        "0 closed, 1 ramping, 2 half open, 3 open",
        Tags.of("region", region, "calls", calls(reading)));
  }

  private AtomicInteger excluded(String region) {
    return gauge(EXCLUDED, "1 while an operator keeps the region out", Tags.of("region", region));
  }

  private AtomicInteger gauge(String name, String description, Tags tags) {
    return gauges.computeIfAbsent(
        new GaugeKey(name, tags),
        key -> {
          AtomicInteger value = new AtomicInteger();
          Gauge.builder(name, value, AtomicInteger::get)
              .description(description)
              .tags(tags)
              .register(registry);
          return value;
        });
  }

  private static String calls(boolean reading) {
    return reading ? "reads" : "writes";
  }

  /** Greater is worse, so that a threshold can be set. */
  private static int value(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case RAMPING -> 1;
      case HALF_OPEN -> 2;
      case OPEN -> 3;
    };
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
