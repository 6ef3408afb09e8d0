package io.github.dynamodbha.table;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.protocol.Outcomes;
import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.ScanPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Scans one region. Before the first item it moves on to the next region if the one fails; later it
 * can't, since another region may have another order and other items, and so it fails.
 */
final class NearestScan implements CopyPages {
  private final String table;
  private final List<ReplicaItems> order = new ArrayList<>();
  private final ReadOptions options;
  private final Map<String, Failure> failures = new LinkedHashMap<>();
  private int index;
  private long returned;
  private @Nullable Map<String, AttributeValue> next;
  private boolean ended;

  NearestScan(String table, List<ReplicaItems> replicas, ReadOptions options) {
    this.table = table;
    this.options = options;
    List<ReplicaItems> suspended = new ArrayList<>();
    for (ReplicaItems replica : replicas) {
      (replica.replica().health(true).admit() == Admission.SKIP ? suspended : order).add(replica);
    }
    order.addAll(suspended);
  }

  @Override
  public CompletableFuture<Optional<List<ItemCopy>>> next() {
    if (ended) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    ReplicaItems replica = order.get(index);
    return replica
        .scan(ScanRequests.page(options, next), replica.replica().newDeadline())
        .thenCompose(reply -> follow(replica, reply));
  }

  private CompletableFuture<Optional<List<ItemCopy>>> follow(
      ReplicaItems replica, Reply<ScanPage> reply) {
    if (reply instanceof Reply.Answered<ScanPage> answered) {
      ScanPage page = answered.answer();
      next = page.next();
      ended = next == null;
      returned += page.copies().size();
      return CompletableFuture.completedFuture(Optional.of(page.copies()));
    }
    Failure failure = ((Reply.Failed<ScanPage>) reply).failure();
    failures.put(replica.region(), failure);
    if (returned > 0) {
      return CompletableFuture.failedFuture(
          new ScanInterruptedException(
              "The scan of table '"
                  + table
                  + "' stopped in region "
                  + replica.region()
                  + " after "
                  + returned
                  + " items; what was returned is not the whole table: scan again. "
                  + Outcomes.describe(failures),
              Outcomes.causes(failures)));
    }
    if (failure.failureClass() == FailureClass.ANSWER || index + 1 == order.size()) {
      return CompletableFuture.failedFuture(
          Outcomes.noneCarriedOut("The scan", table, failures, TableErrors.INSTANCE));
    }
    index++;
    next = null;
    return next();
  }
}
