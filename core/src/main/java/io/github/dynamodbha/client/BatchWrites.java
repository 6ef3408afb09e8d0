package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.protocol.Futures;
import io.github.dynamodbha.protocol.Written;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.FailureTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemCollectionMetrics;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * BatchWriteItem: each of its writes goes to all regions by the write protocol, side by side.
 *
 * <p>A write that too few regions are known to have stored is returned as unprocessed, as long as
 * another one of the batch was acknowledged: repeating it is safe, whatever became of it. If none
 * was, or one was refused, the call fails.
 */
final class BatchWrites {
  /** DynamoDB's limit; source: BatchWriteItem in the API reference. */
  private static final int MAX_WRITES = 25;

  private final ClientMode mode;
  private final PlainWrites plain;

  BatchWrites(ClientMode mode, PlainWrites plain) {
    this.mode = mode;
    this.plain = plain;
  }

  /** One write of the batch, on its way. */
  private static final class Part {
    private final String table;
    private final WriteRequest request;
    private @Nullable Written written;
    private @Nullable Throwable failure;

    Part(String table, WriteRequest request) {
      this.table = table;
      this.request = request;
    }
  }

  CompletableFuture<BatchWriteItemResponse> batchWriteItem(
      Call<BatchWriteItemRequest, BatchWriteItemResponse> call) {
    Unsupported.oneRegion(call);
    List<Part> parts = new ArrayList<>();
    call.request()
        .requestItems()
        .forEach(
            (table, requests) -> requests.forEach(request -> parts.add(new Part(table, request))));
    for (Part part : parts) {
      PutRequest put = part.request.putRequest();
      if (put != null) {
        mode.items().requireNoSystemAttributes(put.item());
      }
    }
    ReplicatedCall<BatchWriteItemResponse> replicated = new ReplicatedCall<>(mode, call);
    Map<String, CompletableFuture<TableFormat>> formats = new LinkedHashMap<>();
    parts.forEach(part -> formats.computeIfAbsent(part.table, replicated::format));
    return replicated.end(
        CompletableFuture.allOf(formats.values().toArray(CompletableFuture[]::new))
            .thenCompose(
                known -> {
                  Map<String, TableFormat> byTable = new HashMap<>();
                  formats.forEach((table, format) -> byTable.put(table, format.join()));
                  check(parts, byTable);
                  return writeAll(replicated, call, parts, byTable);
                }));
  }

  private static void check(List<Part> parts, Map<String, TableFormat> formats) {
    if (parts.isEmpty() || parts.size() > MAX_WRITES) {
      throw Validation.exception(
          parts.isEmpty()
              ? "The batch write request is empty: give it at least one write"
              : "Too many items requested for the BatchWriteItem call: "
                  + parts.size()
                  + ", of at most "
                  + MAX_WRITES,
          null);
    }
    Map<String, Set<ItemKey>> seen = new HashMap<>();
    for (Part part : parts) {
      TableFormat format = Objects.requireNonNull(formats.get(part.table));
      ItemKey key = checked(part.request, format);
      if (!seen.computeIfAbsent(part.table, table -> new HashSet<>()).add(key)) {
        throw Validation.exception("Provided list of item keys contains duplicates", null);
      }
    }
  }

  private static ItemKey checked(WriteRequest request, TableFormat format) {
    KeyCheck check = KeyCheck.of(format);
    if (request.putRequest() != null && request.deleteRequest() == null) {
      check.image(request.putRequest().item());
      return format.keys().keyOf(request.putRequest().item());
    }
    if (request.deleteRequest() != null && request.putRequest() == null) {
      return check.keyOnly(request.deleteRequest().key());
    }
    throw Validation.exception(
        "Supplied WriteRequest must have exactly one of PutRequest and DeleteRequest", null);
  }

  private CompletableFuture<BatchWriteItemResponse> writeAll(
      ReplicatedCall<?> replicated,
      Call<BatchWriteItemRequest, ?> call,
      List<Part> parts,
      Map<String, TableFormat> formats) {
    CallSettings settings =
        replicated.settings(
            call.request().returnConsumedCapacity(), call.request().returnItemCollectionMetrics());
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (Part part : parts) {
      TableFormat format = Objects.requireNonNull(formats.get(part.table));
      all.add(
          write(replicated, part, format, settings, call.deadline())
              .handle(
                  (written, failure) -> {
                    part.written = written;
                    part.failure = failure == null ? null : Futures.unwrap(failure);
                    return part;
                  }));
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenCompose(done -> outcome(replicated, parts));
  }

  private CompletableFuture<@Nullable Written> write(
      ReplicatedCall<?> replicated,
      Part part,
      TableFormat format,
      CallSettings settings,
      Deadline deadline) {
    PutRequest put = part.request.putRequest();
    return put != null
        ? plain.put(replicated, part.table, format, put.item(), settings, deadline)
        : plain.delete(
            replicated,
            part.table,
            format,
            format.keys().attributesOf(format.keys().keyOf(part.request.deleteRequest().key())),
            settings,
            deadline);
  }

  private static CompletableFuture<BatchWriteItemResponse> outcome(
      ReplicatedCall<?> replicated, List<Part> parts) {
    noteMissed(replicated, parts);
    List<Part> failed = parts.stream().filter(part -> part.failure != null).toList();
    Throwable failure = failure(replicated, failed, parts.size());
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    Map<String, List<WriteRequest>> left = new HashMap<>();
    failed.forEach(
        part -> left.computeIfAbsent(part.table, t -> new ArrayList<>()).add(part.request));
    BatchWriteItemResponse.Builder response =
        BatchWriteItemResponse.builder().unprocessedItems(left);
    List<Part> answered =
        parts.stream()
            .filter(part -> part.written != null && part.written.answer() != null)
            .toList();
    response.consumedCapacity(
        Capacities.sum(
            answered.stream()
                .flatMap(part -> Stream.ofNullable(answerOf(part).consumedCapacity()))
                .toList()));
    Map<String, List<ItemCollectionMetrics>> metrics = new HashMap<>();
    for (Part part : answered) {
      ItemCollectionMetrics touched = answerOf(part).itemCollectionMetrics();
      if (touched != null) {
        metrics.computeIfAbsent(part.table, t -> new ArrayList<>()).add(touched);
      }
    }
    response.itemCollectionMetrics(metrics.isEmpty() ? null : metrics);
    Metadata.copy(answered.isEmpty() ? null : answerOf(answered.get(0)), response);
    return CompletableFuture.completedFuture(response.build());
  }

  /** What the call fails with: what could be hidden by another failure comes first. */
  private static @Nullable Throwable failure(
      ReplicatedCall<?> replicated, List<Part> failed, int parts) {
    List<Throwable> failures =
        failed.stream().map(part -> Objects.requireNonNull(part.failure)).toList();
    Throwable unclear =
        failures.stream().filter(BatchWrites::mayHaveHappened).findFirst().orElse(null);
    boolean someStored = failed.size() < parts || unclear != null;
    for (Throwable failure : failures) {
      if (!isWorthRepeating(failure)) {
        return someStored ? replicated.errors().refusedInPart(failure) : failure;
      }
    }
    if (failed.size() < parts) {
      return null;
    }
    return unclear != null ? unclear : failures.get(0);
  }

  private static boolean mayHaveHappened(Throwable failure) {
    return failure instanceof RegionsFailedException failed && failed.writeMayHaveHappened();
  }

  private static PutItemResponse answerOf(Part part) {
    return Objects.requireNonNull(Objects.requireNonNull(part.written).answer());
  }

  /** What a region answered to this very write is the caller's to know; all else may pass. */
  private static boolean isWorthRepeating(Throwable failure) {
    return failure instanceof RegionsFailedException
        || FailureTable.classify(failure).failureClass() != FailureClass.ANSWER;
  }

  /** Who stored all of the batch that is stored anywhere, and who missed some of it. */
  private static void noteMissed(ReplicatedCall<?> replicated, List<Part> parts) {
    Map<String, Failure> missed = new LinkedHashMap<>();
    Set<String> regions = new HashSet<>();
    for (Part part : parts) {
      if (part.written != null) {
        missed.putAll(part.written.missed());
        regions.addAll(part.written.stored());
      } else if (part.failure instanceof RegionsFailedException failed
          && failed.writeMayHaveHappened()) {
        missed.putAll(failed.missed());
        regions.addAll(failed.carriedOutIn());
      }
    }
    List<String> stored =
        replicated.included().stream()
            .map(RegionState::name)
            .filter(region -> regions.contains(region) && !missed.containsKey(region))
            .toList();
    replicated.wrote(stored, missed);
  }
}
