package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.sync.Reconciler;
import java.security.SecureRandom;
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

  /** Made once, when the format is known. */
  private record Protocols(
      TableFormat format,
      List<ReplicaItems> replicas,
      WriteProtocol writes,
      ConditionalWrites conditionalWrites,
      ReadProtocol reads,
      ItemCheck check) {}

  private volatile CompletableFuture<Protocols> protocols = new CompletableFuture<>();

  TableCore(TableSettings settings, Replica.Face face) {
    this.settings = settings;
    SecureRandom jitter = new SecureRandom();
    this.replicas =
        settings.replicas().stream()
            .map(
                replica ->
                    new Replica(replica, settings.connections(), face, System::nanoTime, jitter))
            .toList();
    this.schemaSource =
        new KeySchemaSource(
            settings.tableName(), replicas, settings.itemFormat(), settings.keySchema());
    this.clock = new VersionClock(settings.clock(), settings.writerId());
  }

  String tableName() {
    return settings.tableName();
  }

  List<String> regions() {
    return replicas.stream().map(Replica::region).toList();
  }

  CompletableFuture<TableFormat> format() {
    return protocols().thenApply(Protocols::format);
  }

  CompletableFuture<ItemKey> keyOf(Map<String, AttributeValue> attributes) {
    return protocols().thenApply(p -> p.check().keyOnly(attributes));
  }

  CompletableFuture<WriteResult> put(Map<String, AttributeValue> item, Dispatch last) {
    return with(
        p -> {
          p.check().image(item);
          return p.writes().write(version -> stamp(item, version), null, newDeadline(), last);
        });
  }

  CompletableFuture<WriteResult> put(PutItemRequest request) {
    return with(
        p -> {
          p.check().image(request.item());
          ConditionalRequest conditional = ConditionalRequest.of(request, tableName());
          WriteProtocol.Image image = version -> stamp(request.item(), version);
          return conditional.isPlain()
              ? p.writes().write(image, null, newDeadline(), Dispatch.REGION_THREAD)
              : p.conditionalWrites()
                  .write(
                      p.format().keys().keyOf(request.item()), image, conditional, newDeadline());
        });
  }

  CompletableFuture<Optional<Map<String, AttributeValue>>> get(
      ItemKey key, ReadOptions options, Dispatch last) {
    return with(
        p -> {
          boolean newest = strategy(options) == ReadStrategy.NEWEST;
          boolean consistent = Objects.requireNonNullElse(options.consistentRead(), newest);
          CompletableFuture<Optional<ItemCopy>> copy =
              newest
                  ? p.reads().newest(key, consistent, newDeadline(), last)
                  : p.reads().nearest(key, consistent, newDeadline(), last);
          return copy.thenApply(found -> found.flatMap(c -> visible(c, options)));
        });
  }

  CompletableFuture<WriteResult> delete(ItemKey key, Dispatch last) {
    return with(
        p -> {
          Deadline deadline = newDeadline();
          // The key is checked against the table before anything is asked or written.
          Map<String, AttributeValue> attributes = p.format().keys().attributesOf(key);
          return p.reads()
              .all(key, true, deadline, last)
              .thenCompose(
                  copies ->
                      copies.goneEverywhere()
                          ? CompletableFuture.completedFuture(WriteResult.unchanged())
                          : p.writes()
                              .write(
                                  version -> settings.itemFormat().tombstone(attributes, version),
                                  copies.newestVersion(),
                                  deadline,
                                  Dispatch.REGION_THREAD));
        });
  }

  CompletableFuture<WriteResult> delete(DeleteItemRequest request) {
    ConditionalRequest conditional = ConditionalRequest.of(request, tableName());
    return keyOf(request.key())
        .thenCompose(
            key ->
                conditional.isPlain()
                    ? delete(key, Dispatch.REGION_THREAD)
                    : with(
                        p ->
                            p.conditionalWrites()
                                .write(
                                    key,
                                    version -> p.format().tombstone(key, version),
                                    conditional,
                                    newDeadline())));
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
  private <T> CompletableFuture<T> with(Function<Protocols, CompletableFuture<T>> operation) {
    return protocols().thenCompose(operation);
  }

  private CompletableFuture<Protocols> protocols() {
    CompletableFuture<Protocols> known = protocols;
    if (known.isDone() && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<Protocols> made = schemaSource.get().thenApply(this::newProtocols);
    protocols = made;
    return made;
  }

  private Protocols newProtocols(TableFormat format) {
    List<ReplicaItems> items = ReplicaItems.of(replicas, format, false);
    WriteProtocol writes = new WriteProtocol(tableName(), items, clock, settings.acknowledge());
    return new Protocols(
        format,
        items,
        writes,
        new ConditionalWrites(tableName(), items, clock, writes),
        new ReadProtocol(tableName(), items, repair),
        new ItemCheck(format));
  }
}
