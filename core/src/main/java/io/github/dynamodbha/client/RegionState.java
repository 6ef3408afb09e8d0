package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.Breaker;
import io.github.dynamodbha.replica.BreakerState;
import io.github.dynamodbha.replica.CallObserver;
import io.github.dynamodbha.replica.ConnectionSettings;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.Health;
import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.RegionConnection;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaSettings;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.SilenceWatch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeEndpointsResponse;

/** One region of a client: its connection, and whether calls may go there. Thread-safe. */
final class RegionState {
  private static final Logger LOG = LoggerFactory.getLogger(RegionState.class);

  private final String name;
  private final ClientListener listener;
  private final RegionConnection connection;
  private final Breaker reads;
  private final Breaker writes;
  private final Map<Operation<?, ?>, LatencyHistogram> latencies = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private volatile boolean excluded;

  /** When the region last said something, or the start. */
  private volatile long lastReplyNanos;

  /** How a region is reached. */
  @FunctionalInterface
  interface Connecting {
    /** A connection that tells these of its calls. */
    RegionConnection connect(
        Health reads, Health writes, CallObserver observer, SilenceWatch silence);
  }

  RegionState(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      Replica.Face face,
      LongSupplier nanoTime,
      RandomGenerator jitter,
      ClientListener listener) {
    this(
        settings.region(),
        nanoTime,
        jitter,
        listener,
        (reads, writes, observer, silence) ->
            new RegionConnection(
                settings,
                connections,
                legTimeout,
                face,
                nanoTime,
                reads,
                writes,
                observer,
                silence));
  }

  /** Over any connection. */
  RegionState(
      String name,
      LongSupplier nanoTime,
      RandomGenerator jitter,
      ClientListener listener,
      Connecting connecting) {
    this.name = name;
    this.listener = listener;
    this.nanoTime = nanoTime;
    lastReplyNanos = nanoTime.getAsLong();
    reads = new Breaker(nanoTime, jitter, (state, last) -> breakerChanged(true, state, last));
    writes = new Breaker(nanoTime, jitter, (state, last) -> breakerChanged(false, state, last));
    connection =
        connecting.connect(
            reads,
            writes,
            this::replied,
            new SilenceWatch(nanoTime, reads, writes, this::latencyQuantileNanos));
  }

  String name() {
    return name;
  }

  RegionConnection connection() {
    return connection;
  }

  Breaker breaker(boolean reading) {
    return reading ? reads : writes;
  }

  /** True if neither reads nor writes go there: then a write is too dear for a trial. */
  boolean isDown() {
    return writes.isSuspended() && reads.isSuspended();
  }

  /** True if reads don't go there, and {@link #probe} is to show whether they may; asked once. */
  boolean isDueForProbe() {
    return reads.isSuspended() && reads.admit() == Admission.TRIAL;
  }

  /**
   * Sends a request that touches no table and costs nothing; nobody waits for it, but its outcome
   * reaches the region's health as that of a read.
   */
  void probe() {
    CompletableFuture<Reply<DescribeEndpointsResponse>> unused =
        connection.call(
            TableOperations.DESCRIBE_ENDPOINTS.call(),
            DescribeEndpointsRequest.builder().build(),
            connection.newDeadline(),
            Dispatch.REGION_THREAD);
  }

  /** A high quantile of the operation's recent latency here, or -1 if too little is known. */
  long latencyQuantileNanos(ServiceOperation<?, ?> operation) {
    return latencyQuantileNanos(operation.call());
  }

  private long latencyQuantileNanos(Operation<?, ?> operation) {
    LatencyHistogram latency = latencies.get(operation);
    return latency == null ? -1 : latency.quantileNanos();
  }

  /** True if no call here ended in this time. */
  boolean idleFor(Duration time) {
    return nanoTime.getAsLong() - lastReplyNanos >= time.toNanos();
  }

  /** True while an operator keeps the region out of use. */
  boolean excluded() {
    return excluded;
  }

  /** Changes it, and tells nobody. */
  void exclude(boolean newExcluded) {
    excluded = newExcluded;
  }

  /** Says that it was changed. */
  void tellExclusion(boolean newExcluded) {
    LOG.warn("Region {} is {}", name, newExcluded ? "excluded" : "included again");
    listener.exclusionChanged(name, newExcluded);
  }

  private void replied(Operation<?, ?> operation, Reply<?> reply) {
    lastReplyNanos = nanoTime.getAsLong();
    String outcome =
        reply instanceof Reply.Failed<?> failed ? failed.failure().reason() : "answered";
    if (reply instanceof Reply.Answered<?>) {
      note(operation, reply.latency().toNanos());
    }
    listener.legEnded(name, operation.name(), outcome, reply.latency());
  }

  /** Adds to what the operation usually takes here. */
  void note(Operation<?, ?> operation, long latencyNanos) {
    latencies.computeIfAbsent(operation, any -> new LatencyHistogram()).add(latencyNanos);
  }

  private void breakerChanged(boolean reading, BreakerState state, @Nullable Failure last) {
    String calls = reading ? "reads" : "writes";
    switch (state) {
      case OPEN ->
          LOG.warn(
              "Region {} is left out for {}: {}",
              name,
              calls,
              last == null ? "it failed" : last.describeForLog());
      case RAMPING, CLOSED -> LOG.info("Region {} is {} for {}", name, state, calls);
      case HALF_OPEN -> LOG.debug("Region {} gets a trial of {}", name, calls);
    }
    listener.breakerChanged(name, reading, state);
  }
}
