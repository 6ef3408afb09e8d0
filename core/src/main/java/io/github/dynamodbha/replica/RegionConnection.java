package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * One region, whatever the table: calls it with a deadline, classifies what comes back, and keeps
 * its health.
 *
 * <p>It owns the region's SDK client, HTTP client, connection pool, threads and retry budget, and
 * shares none of them with another region. Making one does no I/O, so the region need not be up.
 * Thread-safe. Close it to free its connections and threads.
 */
public final class RegionConnection implements AutoCloseable {
  /** What the SDK's own timeout gets to end a call before it is given up from outside. */
  private static final Duration GIVE_UP_DELAY = Duration.ofMillis(50);

  private final ReplicaSettings settings;
  private final ConnectionSettings connections;
  private final Replica.Face face;
  private final RegionClient client;
  private final LongSupplier nanoTime;
  private final Timer timer;
  private final Observations observations;
  private final OverdueCalls overdue;
  private final StandInReplies standIns;

  /**
   * Makes a connection whose reads and writes share one health, and whose trouble is logged.
   *
   * @param settings where the region is; credentials must be given, a table's name does not matter
   * @param nanoTime a monotonic clock, normally {@link System#nanoTime()}
   * @param jitter randomness for the times of trials
   */
  public RegionConnection(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Replica.Face face,
      LongSupplier nanoTime,
      RandomGenerator jitter) {
    this(settings, connections, face, nanoTime, new ReplicaHealth(nanoTime, jitter));
  }

  private RegionConnection(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Replica.Face face,
      LongSupplier nanoTime,
      Health health) {
    this(
        settings,
        connections,
        connections.timeout(),
        face,
        nanoTime,
        health,
        health,
        new ReplicaLog(health),
        null);
  }

  /**
   * Makes a connection.
   *
   * @param legTimeout what a call here usually gets of its time; one that does needs no copy of its
   *     request
   * @param reads learns how reads went
   * @param writes learns how writes went; a failure to reach the region at all tells both
   * @param observer told of every reply
   * @param silence sees calls that get none, or null
   */
  public RegionConnection(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      Replica.Face face,
      LongSupplier nanoTime,
      Health reads,
      Health writes,
      CallObserver observer,
      @Nullable SilenceWatch silence) {
    this(
        settings,
        connections,
        legTimeout,
        face,
        nanoTime,
        Timer.SYSTEM,
        reads,
        writes,
        observer,
        silence,
        onThrottling ->
            face == Replica.Face.SYNC
                ? new SyncRegionClient(settings, connections, legTimeout, onThrottling)
                : new AsyncRegionClient(settings, connections, legTimeout, onThrottling));
  }

  /**
   * Makes a connection over another client than the SDK's.
   *
   * @param timer owns the time that passes while nothing happens
   * @param client makes the client from what it is to tell of every attempt that was throttled
   */
  RegionConnection(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Duration legTimeout,
      Replica.Face face,
      LongSupplier nanoTime,
      Timer timer,
      Health reads,
      Health writes,
      CallObserver observer,
      @Nullable SilenceWatch silence,
      Function<Runnable, RegionClient> client) {
    this.settings = settings;
    this.connections = connections;
    this.face = face;
    this.nanoTime = nanoTime;
    this.timer = timer;
    this.observations =
        new Observations(settings.region(), nanoTime, reads, writes, observer, silence, legTimeout);
    this.standIns = new StandInReplies(settings.region(), connections.timeout());
    this.overdue =
        new OverdueCalls(nanoTime, timer.onTimerAfter(OverdueCalls.PERIOD), timer.threads());
    this.client = client.apply(observations::noteThrottling);
  }

  /** The region's name. */
  public String region() {
    return settings.region();
  }

  /** The endpoint override, or {@code AWS}; for messages. */
  public String endpoint() {
    return settings.endpointOverride() == null ? "AWS" : settings.endpointOverride().toString();
  }

  /** What the region's SDK client was made with. */
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    return client.serviceClientConfiguration();
  }

  /** What was lately seen of this region by calls that read, or by calls that write. */
  public Health health(boolean reading) {
    return observations.health(reading);
  }

  /** What lets time pass for calls here. */
  public Timer timer() {
    return timer;
  }

  /** A deadline for a whole call, from now. */
  public Deadline newDeadline() {
    return Deadline.after(connections.timeout(), nanoTime);
  }

  /**
   * Calls the region without holding up the caller.
   *
   * @return completes with the reply when there is one or the deadline has passed; never with an
   *     exception
   */
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<Reply<A>> call(
      Operation<Q, A> operation, Q request, Deadline deadline) {
    return call(operation, request, deadline, Dispatch.REGION_THREAD);
  }

  /**
   * Calls the region; as {@link #call(Operation, DynamoDbRequest, Deadline)}.
   *
   * @param dispatch {@link Dispatch#CALLING_THREAD} lends the calling thread to a synchronous
   *     client, once the region has answered a call
   */
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<Reply<A>> call(
      Operation<Q, A> operation, Q request, Deadline deadline, Dispatch dispatch) {
    return call(operation, request, deadline, dispatch, null);
  }

  /**
   * Calls the region; as {@link #call(Operation, DynamoDbRequest, Deadline, Dispatch)}.
   *
   * @param leg ends a call on the calling thread as soon as it is overtaken; or null
   */
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<Reply<A>> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    Duration remaining = deadline.remaining();
    long start = nanoTime.getAsLong();
    if (standIns.isClosed() || remaining.isNegative() || remaining.isZero()) {
      return CompletableFuture.completedFuture(standIns.notSent());
    }
    SilenceWatch.Call watched = observations.started(operation);
    CompletableFuture<A> sent = start(operation, request, deadline, dispatch, leg);
    CompletableFuture<Reply<A>> reply =
        sent.exceptionallyCompose(thrown -> again(operation, request, deadline, thrown))
            .handle(
                (answer, thrown) ->
                    observations.ended(
                        operation, since(start), answer, standIns.explained(thrown), watched));
    if (reply.isDone()) {
      return reply;
    }
    // What the SDK says after we gave up still reaches the region's health.
    return overdue.bound(
        reply,
        remaining.plus(GIVE_UP_DELAY),
        () -> standIns.ended(RegionPool.isQueued(sent), since(start)));
  }

  /** The reply that stands for a call which nobody waits for any longer, but which may yet end. */
  public <A> Reply<A> unfinishedReply() {
    return standIns.timedOut(connections.timeout());
  }

  /**
   * The reply that stands for a call which was not made, or not waited for, because the region is
   * suspended.
   *
   * @param underWay true if a trial was sent that may yet take effect
   */
  public <A> Reply<A> suspendedReply(boolean underWay) {
    return standIns.suspended(underWay, health(false).lastFailure());
  }

  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> start(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    try {
      return client.call(operation, request, deadline, inForce(dispatch), leg);
    } catch (RuntimeException | Error refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  /**
   * Where a call really runs. An interrupted thread is not lent: the SDK would abort the call, and
   * a healthy region miss a write that the others get; the flag stays for the caller to see. And
   * the SDK looks up credentials outside of its own timeout, and the first look-up may take any
   * time; so the calling thread is not lent before the region's first answer.
   */
  private Dispatch inForce(Dispatch wanted) {
    if (!observations.hasAnswered() || Thread.currentThread().isInterrupted()) {
      return Dispatch.REGION_THREAD;
    }
    // An asynchronous call is started where it is made: from here on nothing of that waits.
    return face == Replica.Face.ASYNC ? Dispatch.CALLING_THREAD : wanted;
  }

  /**
   * No other region can stand in for the one that misses a write: a passing 5xx gets one more try.
   */
  private <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> again(
      Operation<Q, A> operation, Q request, Deadline deadline, Throwable thrown) {
    return operation.isReplicatedWrite()
            && FailureTable.isServerError(FailureTable.unwrap(thrown))
            && deadline.remaining().compareTo(Duration.ZERO) > 0
        ? start(operation, request, deadline, Dispatch.REGION_THREAD, null)
            .whenComplete((answer, then) -> UnclearAttemptException.noteIn(then))
        : CompletableFuture.failedFuture(thrown);
  }

  /** True if the region throttled an attempt not longer ago than this. */
  public boolean throttledWithin(Duration time) {
    return observations.throttledWithin(time);
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
  }

  /** Frees connections and threads; calls under way fail. */
  @Override
  public void close() {
    standIns.close();
    client.close();
    // The SDK forgets some of the calls under way once its event loops are gone.
    overdue.close();
  }
}
