package io.github.dynamodbha.client;

import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ConditionalWrites;
import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.protocol.ReadProtocol;
import io.github.dynamodbha.protocol.WriteProtocol;
import io.github.dynamodbha.protocol.Written;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Replica;
import io.github.dynamodbha.replica.ReplicaItems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnItemCollectionMetrics;

/**
 * One call to all regions: its protocols over the regions that are in use, what it sent, and what
 * became of it.
 *
 * <p>Thread-safe, as far as its steps come one after the other or touch different tables.
 */
final class ReplicatedCall<A extends DynamoDbResponse> {
  private final ClientMode mode;
  private final Call<?, A> call;
  private final CallLog log = new CallLog();
  private final ClientErrors errors;
  private final List<RegionState> included;
  private final Map<String, Failure> excluded = new LinkedHashMap<>();
  private List<String> stored = List.of(); // guarded by this
  private Map<String, Failure> missed = Map.of(); // guarded by this

  ReplicatedCall(ClientMode mode, Call<?, A> call) {
    this.mode = mode;
    this.call = call;
    this.errors = new ClientErrors(call, log);
    this.included = mode.included();
    for (RegionState region : mode.regions().states()) {
      if (!included.contains(region)) {
        excluded.put(region.name(), excluded(region));
      }
    }
  }

  private static Failure excluded(RegionState region) {
    return new Failure(
        FailureClass.REGION_SICK,
        "excluded",
        false,
        0,
        SdkClientException.create("Region " + region.name() + " is excluded by an operator"));
  }

  ClientErrors errors() {
    return errors;
  }

  CallLog log() {
    return log;
  }

  /** True if every region of the client is in use. */
  boolean isComplete() {
    return excluded.isEmpty();
  }

  Map<String, Failure> excluded() {
    return excluded;
  }

  List<RegionState> included() {
    return included;
  }

  Acknowledge acknowledge() {
    return Objects.requireNonNullElse(call.options().acknowledge(), mode.settings().acknowledge());
  }

  int regions() {
    return mode.regions().states().size();
  }

  /** What the call's requests ask for, as the caller's does. */
  CallSettings settings(
      @Nullable ReturnConsumedCapacity capacity, @Nullable ReturnItemCollectionMetrics metrics) {
    AwsRequestOverrideConfiguration configuration =
        call.request().overrideConfiguration().orElse(null);
    return new CallSettings(capacity, metrics, configuration);
  }

  /** How the table's items are read; fails when the call's time is over before that is known. */
  CompletableFuture<TableFormat> format(String table) {
    CompletableFuture<TableFormat> known = mode.format(table, errors.ofReading());
    if (known.isDone() || included.isEmpty()) {
      return known;
    }
    // The look-up goes on, for whoever else waits for it.
    CompletableFuture<Void> end = CompletableFuture.allOf(known);
    included.get(0).connection().timer().complete(end, call.deadline().remaining());
    return end.thenCompose(
        over ->
            known.isDone() ? known : CompletableFuture.failedFuture(errors.notDescribed(table)));
  }

  List<ReplicaItems> replicas(String table, TableFormat format, CallSettings settings) {
    return ReplicaItems.of(
        included.stream().map(region -> new Replica(region.connection(), table, log)).toList(),
        format,
        settings);
  }

  WriteProtocol writes(String table, List<ReplicaItems> replicas, Acknowledge acknowledge) {
    return new WriteProtocol(
        table, replicas, regions(), mode.settings().clock(), acknowledge, errors);
  }

  ConditionalWrites conditionalWrites(String table, List<ReplicaItems> replicas) {
    return new ConditionalWrites(
        table,
        replicas,
        mode.settings().clock(),
        writes(table, replicas, acknowledge()),
        mode.misses(),
        errors);
  }

  ReadProtocol reads(String table, List<ReplicaItems> replicas) {
    return new ReadProtocol(table, replicas, regions(), mode.repair(), errors.ofReading());
  }

  /** Notes what became of the call's write. */
  synchronized void wrote(Written written) {
    wrote(written.stored(), written.missed());
  }

  /** Notes what became of the call's write. */
  synchronized void wrote(List<String> newStored, Map<String, Failure> newMissed) {
    stored = newStored;
    missed = new LinkedHashMap<>(newMissed);
    missed.putAll(excluded);
    behind(missed.keySet());
    List<String> lacking =
        newMissed.entrySet().stream()
            .filter(region -> region.getValue().failureClass() == FailureClass.TABLE_MISSING)
            .map(Map.Entry::getKey)
            .toList();
    if (!lacking.isEmpty() && !newStored.isEmpty()) {
      mode.missingTables().answered(call.tables(), lacking, newStored.get(0));
    }
  }

  /** A write; where it fails, it is noted which regions may have missed it. */
  <T> CompletableFuture<T> noting(CompletableFuture<T> write) {
    return write.whenComplete(
        (written, failure) -> {
          if (failure != null
              && Futures.unwrap(failure) instanceof RegionsFailedException failed
              && failed.writeMayHaveHappened()) {
            List<String> others = new ArrayList<>(mode.regions().names());
            others.removeAll(failed.carriedOutIn());
            behind(others);
          }
        });
  }

  private void behind(Collection<String> regions) {
    call.tables().forEach(table -> mode.misses().note(table, regions));
  }

  /** The call's outcome, of which whoever listens is told. */
  CompletableFuture<A> end(CompletableFuture<A> outcome) {
    return outcome
        .whenComplete((answer, failure) -> tell(failure))
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(Oversized.explained(failure, mode.items())));
  }

  /** As {@link #end}, when the table's format is known. */
  CompletableFuture<A> with(String table, Function<TableFormat, CompletableFuture<A>> work) {
    return end(format(table).thenCompose(work));
  }

  private synchronized void tell(@Nullable Throwable failure) {
    String operation = call.operation().name();
    Duration latency = call.deadline().elapsed();
    List<LegDiagnostics> legs = log.legs();
    if (failure == null) {
      stored.forEach(region -> mode.listener().stored(region, operation));
      missed.forEach((region, why) -> mode.listener().missed(region, operation, why.reason()));
    }
    mode.listener()
        .callEnded(
            operation,
            failure == null ? "answered" : Outcome.of(failure),
            legs.size(),
            Hedging.NOT_ELIGIBLE,
            latency);
    Consumer<CallDiagnostics> diagnostics = call.options().diagnostics();
    if (diagnostics != null) {
      SafeListener.safely(
          () ->
              diagnostics.accept(
                  new CallDiagnostics(
                      operation,
                      legs,
                      stored,
                      List.copyOf(missed.keySet()),
                      Hedging.NOT_ELIGIBLE,
                      latency)));
    }
  }
}
