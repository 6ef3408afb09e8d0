package io.github.dynamodbha.replica;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * The table in one region: a {@link RegionConnection} and the table's name there.
 *
 * <p>Making a replica does no I/O, so the region need not be up. Thread-safe. Close it to free its
 * connections and threads.
 */
public final class Replica implements AutoCloseable {
  /** Which of the SDK's two clients a replica uses. */
  public enum Face {
    /** Threads that wait: about half the CPU time per call of the other. */
    SYNC,
    /** No thread waits for an answer. */
    ASYNC
  }

  private final RegionConnection connection;
  private final String tableName;
  private final @Nullable CallObserver observer;

  /**
   * Makes a replica with a connection of its own.
   *
   * @param settings where it is; table name and credentials must be given
   * @param nanoTime a monotonic clock, normally {@link System#nanoTime()}
   * @param jitter randomness for the times of trials
   */
  public Replica(
      ReplicaSettings settings,
      ConnectionSettings connections,
      Face face,
      LongSupplier nanoTime,
      RandomGenerator jitter) {
    this(
        new RegionConnection(settings, connections, face, nanoTime, jitter),
        requireTableName(settings));
  }

  /** Makes a replica over a connection that other tables may use too; closing it closes that. */
  public Replica(RegionConnection connection, String tableName) {
    this(connection, tableName, null);
  }

  /**
   * Makes a replica over a connection, for one call of a caller's.
   *
   * @param observer told of every reply here, or null
   */
  public Replica(RegionConnection connection, String tableName, @Nullable CallObserver observer) {
    this.connection = connection;
    this.tableName = tableName;
    this.observer = observer;
  }

  private static String requireTableName(ReplicaSettings settings) {
    String name = settings.tableName();
    if (name == null) {
      throw new IllegalArgumentException(
          "Replica " + settings.region() + " was made without a table name");
    }
    return name;
  }

  /** The region's name. */
  public String region() {
    return connection.region();
  }

  /** The table's name in this region. */
  public String tableName() {
    return tableName;
  }

  /** The endpoint override, or {@code AWS}; for messages. */
  public String endpoint() {
    return connection.endpoint();
  }

  /** What was lately seen of this replica's region by calls that read, or that write. */
  public Health health(boolean reading) {
    return connection.health(reading);
  }

  /** What lets time pass for calls here. */
  public Timer timer() {
    return connection.timer();
  }

  /** A deadline for a whole call, from now. */
  public Deadline newDeadline() {
    return connection.newDeadline();
  }

  /** As {@link RegionConnection#call(Operation, DynamoDbRequest, Deadline)}. */
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<Reply<A>> call(
      Operation<Q, A> operation, Q request, Deadline deadline) {
    return call(operation, request, deadline, Dispatch.REGION_THREAD);
  }

  /** As {@link RegionConnection#call(Operation, DynamoDbRequest, Deadline, Dispatch)}. */
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<Reply<A>> call(
      Operation<Q, A> operation, Q request, Deadline deadline, Dispatch dispatch) {
    CompletableFuture<Reply<A>> reply = connection.call(operation, request, deadline, dispatch);
    CallObserver told = observer;
    return told == null
        ? reply
        : reply.thenApply(
            known -> {
              told.replied(operation, known);
              return known;
            });
  }

  /** As {@link RegionConnection#unfinishedReply()}. */
  public <A> Reply<A> unfinishedReply() {
    return connection.unfinishedReply();
  }

  /** As {@link RegionConnection#suspendedReply(boolean)}. */
  public <A> Reply<A> suspendedReply(boolean underWay) {
    return connection.suspendedReply(underWay);
  }

  /** Frees connections and threads; calls under way fail. */
  @Override
  public void close() {
    connection.close();
  }
}
