package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.KeySchema;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * A region within the process: it holds tables, records what it was asked, and fails, keeps silent
 * or lets others write first where a test says so. Everything else is the product's own: the
 * connection around it, its deadlines, failure classes and health. Thread-safe.
 */
public final class ScriptedRegion implements RegionClient {
  private final String name;
  private final Map<String, MemoryTable> tables = new HashMap<>();
  private final MemoryService service = new MemoryService(tables);
  private final List<DynamoDbRequest> asked = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final RegionConnection connection;
  private final ReplicaHealth health;

  /** What becomes of the next requests of a kind. */
  private static final class Rule {
    private final Predicate<DynamoDbRequest> which;
    private final Fate fate;
    private int left;

    Rule(Predicate<DynamoDbRequest> which, int times, Fate fate) {
      this.which = which;
      this.left = times;
      this.fate = fate;
    }

    synchronized boolean take(DynamoDbRequest request) {
      if (left == 0 || !which.test(request)) {
        return false;
      }
      left--;
      return true;
    }
  }

  /** What becomes of one request. */
  private interface Fate {
    CompletableFuture<DynamoDbResponse> of(DynamoDbRequest request, MemoryService service);
  }

  /** A region that has no table yet. */
  public ScriptedRegion(String name, ManualTimer timer) {
    this.name = name;
    this.health = new ReplicaHealth(timer, NoJitter.INSTANCE);
    this.connection =
        new RegionConnection(
            ReplicaSettings.builder()
                .region(name)
                .endpointOverride(java.net.URI.create("http://" + name + ".invalid"))
                .tableName("any")
                .credentialsProvider(
                    software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider.create())
                .build(),
            ConnectionSettings.DEFAULT,
            ConnectionSettings.DEFAULT.timeout(),
            Replica.Face.ASYNC,
            timer,
            timer,
            health,
            health,
            (operation, reply) -> {},
            null,
            onThrottling -> this);
  }

  /** Makes an empty table, or empties it. */
  public MemoryTable create(String table, KeySchema keys) {
    MemoryTable made = new MemoryTable(keys);
    tables.put(table, made);
    return made;
  }

  /** A table that was made before. */
  public MemoryTable table(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }

  /** The region's name. */
  public String name() {
    return name;
  }

  /** How the engine describes its tables and pages its scans. */
  public MemoryService service() {
    return service;
  }

  /** The product's replica of a table here. */
  public Replica replica(String table) {
    return new Replica(connection, table);
  }

  /** What it was asked, in order. */
  public List<DynamoDbRequest> asked() {
    return asked;
  }

  /** What it was asked of a kind, in order. */
  public <Q extends DynamoDbRequest> List<Q> asked(Class<Q> kind) {
    return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** From now on no request gets there. */
  public void fail(Throwable failure) {
    fail(DynamoDbRequest.class, Integer.MAX_VALUE, failure);
  }

  /** The next requests of a kind don't get there. */
  public void fail(Class<? extends DynamoDbRequest> kind, int times, Throwable failure) {
    fail(kind::isInstance, times, failure);
  }

  /** The next requests of these don't get there. */
  public void fail(Predicate<DynamoDbRequest> which, int times, Throwable failure) {
    rules.add(new Rule(which, times, (request, to) -> CompletableFuture.failedFuture(failure)));
  }

  /** The next requests of a kind are carried out, and their replies lost. */
  public void loseReply(Class<? extends DynamoDbRequest> kind, int times, Throwable failure) {
    rules.add(
        new Rule(
            kind::isInstance,
            times,
            (request, to) -> {
              CompletableFuture<DynamoDbResponse> lost = answered(to, request);
              return lost.thenCompose(gone -> CompletableFuture.failedFuture(failure));
            }));
  }

  /** Something else happens in the region before the next request of a kind is carried out. */
  public void before(Class<? extends DynamoDbRequest> kind, Runnable other) {
    before(kind, 1, other);
  }

  /** Something else happens in the region before each of the next requests of a kind. */
  public void before(Class<? extends DynamoDbRequest> kind, int times, Runnable other) {
    rules.add(
        new Rule(
            kind::isInstance,
            times,
            (request, to) -> {
              other.run();
              return answered(to, request);
            }));
  }

  /** The next request of a kind is carried out, and its reply held back until it is let go. */
  public Runnable holdReply(Class<? extends DynamoDbRequest> kind) {
    CompletableFuture<Void> free = new CompletableFuture<>();
    rules.add(
        new Rule(
            kind::isInstance,
            1,
            (request, to) -> {
              CompletableFuture<DynamoDbResponse> answer = answered(to, request);
              return free.thenCompose(gone -> answer);
            }));
    return () -> free.complete(null);
  }

  /** The next requests of a kind get this answer, and nothing is carried out. */
  public void answer(Class<? extends DynamoDbRequest> kind, int times, DynamoDbResponse answer) {
    rules.add(
        new Rule(
            kind::isInstance, times, (request, to) -> CompletableFuture.completedFuture(answer)));
  }

  /** From now on requests get there again, as they are. */
  public void heal() {
    rules.clear();
  }

  /** Nobody waits for it any more, as after many failures. */
  public void suspend() {
    for (int i = 0; i < ReplicaHealth.SUSPENSION_SCORE && !health.isSuspended(); i++) {
      health.failed(Failures.UNKNOWN_HOST);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // The service answers each request with its own response.
  public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
      Operation<Q, A> operation,
      Q request,
      Deadline deadline,
      Dispatch dispatch,
      @Nullable Leg leg) {
    Duration remaining = deadline.remaining();
    if (remaining.isNegative() || remaining.isZero()) {
      return CompletableFuture.failedFuture(new NotSentException());
    }
    asked.add(request);
    for (Rule rule : rules) {
      if (rule.take(request)) {
        return (CompletableFuture<A>) rule.fate.of(request, service);
      }
    }
    return (CompletableFuture<A>) answered(service, request);
  }

  private static CompletableFuture<DynamoDbResponse> answered(
      MemoryService service, DynamoDbRequest request) {
    try {
      return CompletableFuture.completedFuture(service.answer(request));
    } catch (RuntimeException refused) {
      return CompletableFuture.failedFuture(refused);
    }
  }

  @Override
  public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
    throw new UnsupportedOperationException("A scripted region has no SDK client");
  }

  @Override
  public void close() {}
}
