package io.github.dynamodbha.table;

import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.ReplicaSuspendedException;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The write protocol: a stamped conditional write of a whole image to every replica.
 *
 * <p>Each replica takes the image exactly if it holds nothing newer. So writes commute (the newest
 * version wins in whatever order they arrive), are associative and idempotent (a repeated one finds
 * its own version), and no retry, duplicate or race can make replicas disagree for good. Stamps
 * come from clocks that may be wrong; therefore a replica that refuses says what it holds, and the
 * write is stamped above that and sent again everywhere. Hence a write that begins after another
 * one ended wins over it, however the clocks differ, whenever one replica that stored the earlier
 * write answers the later one.
 *
 * <p>One refusal needs no further round: where the newer version was stamped by our own clock after
 * this write began, the two were under way at the same time, so either order is right, and the one
 * that the stamps give is kept. Many threads of a process that write one item therefore don't chase
 * each other.
 *
 * <p>The number of rounds is bounded: with the bound reached, others overwrote the item in each
 * round between our reading its version and our writing, and the write counts as missed where that
 * happened.
 */
final class WriteProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(WriteProtocol.class);

  /**
   * One round is normal, two follow a fast clock; more need as many concurrent writers of the item.
   */
  private static final int MAX_ROUNDS = 16;

  private final String table;
  private final Fanout fanout;
  private final int replicas;
  private final VersionClock clock;
  private final Acknowledge acknowledge;

  WriteProtocol(
      String table, List<ReplicaItems> replicas, VersionClock clock, Acknowledge acknowledge) {
    this.table = table;
    this.fanout = new Fanout(replicas);
    this.replicas = replicas.size();
    this.clock = clock;
    this.acknowledge = acknowledge;
  }

  /** Makes the image that carries a version. */
  interface Image extends Function<Version, Map<String, AttributeValue>> {}

  /**
   * Writes.
   *
   * @param seen the newest version of the key that the writer knows of, or null
   * @param last where the last leg of the first round runs
   * @return completes with the result, or with the exception for the caller
   */
  CompletableFuture<WriteResult> write(
      Image image, @Nullable Version seen, Deadline deadline, Dispatch last) {
    Version start = clock.next();
    Version version = seen == null ? start : clock.next(seen);
    return round(1, start, image, version, Map.of(), deadline, last);
  }

  /**
   * Carries an image that one replica has stored already to the others.
   *
   * @param version the version that it was stored with
   * @param storedIn that replica's region
   */
  CompletableFuture<WriteResult> replicate(
      Image image, Version version, String storedIn, Deadline deadline) {
    return round(
        1,
        clock.next(),
        image,
        version,
        Map.of(storedIn, new StampedPut.AlreadyStored()),
        deadline,
        Dispatch.REGION_THREAD);
  }

  private CompletableFuture<WriteResult> round(
      int round,
      Version start,
      Image image,
      Version version,
      Map<String, StampedPut> known,
      Deadline deadline,
      Dispatch last) {
    Map<String, AttributeValue> stamped = image.apply(version);
    Fanout.Call<StampedPut> put =
        (replica, dispatch) -> {
          StampedPut earlier = known.get(replica.region());
          return earlier != null
              ? CompletableFuture.completedFuture(
                  new Reply.Answered<>(replica.region(), java.time.Duration.ZERO, earlier))
              : replica.putIfNewer(stamped, version, deadline, dispatch);
        };
    return fanout
        .ask(acknowledge.required(replicas), last, put)
        .thenCompose(
            replies -> {
              WriteVerdict verdict =
                  WriteVerdict.of(
                      replies, held -> clock.gaveOutAfter(start, held), round == MAX_ROUNDS);
              if (verdict instanceof WriteVerdict.Restamp restamp) {
                return round(
                    round + 1,
                    start,
                    image,
                    clock.next(restamp.seen()),
                    Map.of(),
                    deadline,
                    Dispatch.REGION_THREAD);
              }
              return settle(version, (WriteVerdict.Settled) verdict);
            });
  }

  private CompletableFuture<WriteResult> settle(Version version, WriteVerdict.Settled settled) {
    List<String> stored = settled.stored();
    Map<String, Failure> missed = settled.missed();
    int required = acknowledge.required(replicas);
    if (stored.size() >= required) {
      missed.forEach(this::warn);
      return CompletableFuture.completedFuture(
          new WriteResult(version, stored, Outcomes.causes(missed), null));
    }
    return CompletableFuture.failedFuture(
        stored.isEmpty()
            ? Outcomes.noneCarriedOut("The write", table, missed)
            : new NotAcknowledgedException(
                "The write of table '"
                    + table
                    + "' was stored in "
                    + stored
                    + ", but acknowledge="
                    + acknowledge
                    + " requires "
                    + required
                    + " regions. "
                    + Outcomes.describe(missed),
                stored,
                Outcomes.causes(missed)));
  }

  private void warn(String region, Failure failure) {
    if (failure.cause() instanceof ReplicaSuspendedException) {
      // The suspension itself was a warning; one for every write would bury it.
      LOG.debug("Region {} missed a write of table {}: {}", region, table, failure.describe());
    } else {
      LOG.warn("Region {} missed a write of table {}: {}", region, table, failure.describe());
    }
  }
}
