package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.protocol.ConditionalRequest;
import io.github.dynamodbha.protocol.JudgedPut;
import io.github.dynamodbha.protocol.KeySchemaSource;
import io.github.dynamodbha.protocol.ReadRepair;
import io.github.dynamodbha.protocol.ReadStrategy;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.sync.Reconciler;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * What both faces of a table do, over futures: checks the input, finds the key schema, and hands
 * over to the protocols.
 */
final class TableCore implements AutoCloseable {
  private final TableSettings settings;
  private final List<Replica> replicas;
  private final KeySchemaSource schemaSource;
  private final VersionClock clock;
  private final ReadRepair repair = new ReadRepair();
  private final MissedWrites missed;

  private volatile CompletableFuture<TableProtocols> protocols = new CompletableFuture<>();

  private volatile boolean closed;

  TableCore(TableSettings settings, Replica.Face face) {
    this(settings, replicas(settings, face));
  }

  /** A core over replicas that were made elsewhere; closing it closes them. */
  TableCore(TableSettings settings, List<Replica> replicas) {
    this.settings = settings;
    this.replicas = replicas;
    this.schemaSource =
        new KeySchemaSource(
            settings.tableName(),
            replicas,
            settings.itemFormat(),
            settings.keySchema(),
            TableErrors.INSTANCE);
    this.clock = new VersionClock(settings.clock(), settings.writerId());
    this.missed = new MissedWrites(settings.tableName(), regions());
  }

  private static List<Replica> replicas(TableSettings settings, Replica.Face face) {
    SecureRandom jitter = new SecureRandom();
    return settings.replicas().stream()
        .map(
            replica -> new Replica(replica, settings.connections(), face, System::nanoTime, jitter))
        .toList();
  }

  String tableName() {
    return settings.tableName();
  }

  List<String> regions() {
    return replicas.stream().map(Replica::region).toList();
  }

  CompletableFuture<TableFormat> format() {
    return protocols().thenApply(TableProtocols::format);
  }

  CompletableFuture<ItemKey> keyOf(Map<String, AttributeValue> attributes) {
    return protocols().thenApply(p -> p.check().keyOnly(attributes));
  }

  CompletableFuture<WriteResult> put(Map<String, AttributeValue> given) {
    // A copy: it is read again in later rounds, when the caller may have changed it.
    Map<String, AttributeValue> item = new HashMap<>(given);
    Deadline deadline = newDeadline();
    return with(
        p -> {
          p.check().image(item);
          return missed.result(p.writes().write(version -> stamp(item, version), null, deadline));
        });
  }

  CompletableFuture<WriteResult> put(PutItemRequest request) {
    ConditionalRequest conditional;
    try {
      conditional = ConditionalRequest.of(request, tableName());
    } catch (IllegalArgumentException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    if (conditional.isPlain()) {
      return put(request.item());
    }
    Deadline deadline = newDeadline();
    return with(
        p -> {
          p.check().image(request.item());
          WriteProtocol.Image image = version -> stamp(request.item(), version);
          return missed.result(
              p.conditionalWrites()
                  .write(new JudgedPut(request.item(), image, false, conditional), deadline));
        });
  }

  CompletableFuture<Optional<Map<String, AttributeValue>>> get(
      ItemKey key, ReadOptions options, Dispatch last) {
    Deadline deadline = newDeadline();
    Dispatch lastLeg = ifReady(last);
    return with(
        p -> {
          boolean newest = strategy(options) == ReadStrategy.NEWEST;
          boolean consistent = Objects.requireNonNullElse(options.consistentRead(), newest);
          CompletableFuture<Optional<ItemCopy>> copy =
              newest
                  ? p.reads().newest(key, consistent, deadline, lastLeg)
                  : p.reads().nearest(key, consistent, deadline, lastLeg);
          return copy.thenApply(found -> found.flatMap(c -> visible(c, options)));
        });
  }

  CompletableFuture<WriteResult> delete(ItemKey key, Dispatch last) {
    Deadline deadline = newDeadline();
    Dispatch lastLeg = ifReady(last);
    return with(
        p -> {
          // The key is checked against the table before anything is asked or written.
          Map<String, AttributeValue> attributes = p.format().keys().attributesOf(key);
          // Half of the time at most: a region that hangs must leave some for the tombstone.
          return p.reads()
              .all(key, true, deadline.share(2), lastLeg)
              .thenCompose(
                  copies ->
                      copies.goneEverywhere()
                          ? CompletableFuture.completedFuture(WriteResult.unchanged())
                          : missed.result(
                              p.writes()
                                  .write(
                                      version ->
                                          settings.itemFormat().tombstone(attributes, version),
                                      copies.newestVersion(),
                                      deadline)));
        });
  }

  CompletableFuture<WriteResult> delete(DeleteItemRequest request) {
    ConditionalRequest conditional;
    try {
      conditional = ConditionalRequest.of(request, tableName());
    } catch (IllegalArgumentException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    Deadline deadline = newDeadline();
    return keyOf(request.key())
        .thenCompose(
            key ->
                conditional.isPlain()
                    ? delete(key, Dispatch.REGION_THREAD)
                    : with(
                        p ->
                            missed.result(
                                p.conditionalWrites()
                                    .write(
                                        new JudgedPut(
                                            request.key(),
                                            version -> p.format().tombstone(key, version),
                                            true,
                                            conditional),
                                        deadline))));
  }

  CompletableFuture<WriteResult> permanentDelete(ItemKey key) {
    return with(p -> new PermanentDelete(tableName(), p.replicas()).delete(key, newDeadline()));
  }

  ItemPages scan(ReadOptions options) {
    return new LazyPages(
        protocols()
            .thenApply(
                p ->
                    strategy(options) == ReadStrategy.NEWEST
                        ? new NewestScan(tableName(), p.replicas(), options)
                        : new NearestScan(tableName(), p.replicas(), options)),
        copy -> visible(copy, options));
  }

  Reconciler reconciler() {
    return new Reconciler(replicas, settings.itemFormat(), settings.clock());
  }

  TableAdministration administration() {
    return new TableAdministration(replicas);
  }

  @Override
  public void close() {
    closed = true;
    repair.settled(settings.connections().timeout()).join();
    replicas.forEach(Replica::close);
  }

  /** Completes when the read repairs under way have ended: for tests. */
  CompletableFuture<Void> repairsSettled() {
    return repair.settled(settings.connections().timeout());
  }

  List<Replica> replicas() {
    return replicas;
  }

  private Optional<Map<String, AttributeValue>> visible(ItemCopy copy, ReadOptions options) {
    if (copy.isTombstone()) {
      return options.includeTombstones() ? Optional.of(copy.image()) : Optional.empty();
    }
    return Optional.of(
        options.includeSystemAttributes()
            ? copy.image()
            : settings.itemFormat().strip(copy.image()));
  }

  private Map<String, AttributeValue> stamp(Map<String, AttributeValue> item, Version version) {
    return settings.itemFormat().stamp(item, version);
  }

  private ReadStrategy strategy(ReadOptions options) {
    return Objects.requireNonNullElse(options.readStrategy(), settings.readStrategy());
  }

  private Deadline newDeadline() {
    return replicas.get(0).newDeadline();
  }

  /** Runs an operation when the format is known; what it throws fails the future. */
  private <T> CompletableFuture<T> with(Function<TableProtocols, CompletableFuture<T>> operation) {
    return protocols().thenCompose(operation);
  }

  /**
   * The dispatch asked for, if the operation begins at once. If it has to wait for the key schema,
   * it goes on in the thread that brought the schema, which many operations wait for and none may
   * hold.
   */
  private Dispatch ifReady(Dispatch dispatch) {
    return isReady(protocols) ? dispatch : Dispatch.REGION_THREAD;
  }

  private static boolean isReady(CompletableFuture<TableProtocols> known) {
    return known.isDone() && !known.isCompletedExceptionally();
  }

  private CompletableFuture<TableProtocols> protocols() {
    if (closed) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(
              "Table '"
                  + tableName()
                  + "' is closed: build a new one, and close it when all is done"));
    }
    CompletableFuture<TableProtocols> known = protocols;
    if (isReady(known)) {
      return known;
    }
    CompletableFuture<TableProtocols> made =
        schemaSource
            .get()
            .thenApply(
                format -> TableProtocols.of(format, settings, replicas, clock, repair, missed));
    protocols = made;
    return made;
  }
}
