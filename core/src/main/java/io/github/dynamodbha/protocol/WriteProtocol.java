package io.github.dynamodbha.protocol;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.Deadline;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

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
 * <p>Writing again must not undo what others built on the first round's copy. Where that copy is
 * stored, it is therefore replaced first, on condition that it is still there; if it isn't, a later
 * write has replaced it, and this one is done; or a repair has, which only a clock that is ahead
 * makes possible, and then the caller is told.
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
public final class WriteProtocol {
  /**
   * One round is normal, two follow a fast clock; more need as many concurrent writers of the item.
   */
  private static final int MAX_ROUNDS = 16;

  private final Fanout fanout;
  private final List<ReplicaItems> replicas;
  private final VersionClock clock;
  private final Settlement settlement;

  /** Makes the protocol of a table. */
  public WriteProtocol(
      String table,
      List<ReplicaItems> replicas,
      VersionClock clock,
      Acknowledge acknowledge,
      CallErrors errors) {
    this(table, replicas, replicas.size(), clock, acknowledge, errors);
  }

  /**
   * Makes the protocol of a table of which some replicas are left out.
   *
   * @param regions how many regions there are with those
   */
  public WriteProtocol(
      String table,
      List<ReplicaItems> replicas,
      int regions,
      VersionClock clock,
      Acknowledge acknowledge,
      CallErrors errors) {
    this.fanout = new Fanout(replicas, false);
    this.replicas = replicas;
    this.clock = clock;
    this.settlement = new Settlement("The write", table, acknowledge, regions, errors);
  }

  /** Makes the image that carries a version. */
  public interface Image extends Function<Version, Map<String, AttributeValue>> {}

  /**
   * Writes.
   *
   * @param seen the newest version of the key that the writer knows of, or null
   * @return completes with the result, or with the exception for the caller
   */
  public CompletableFuture<Written> write(Image image, @Nullable Version seen, Deadline deadline) {
    Version start = clock.next();
    return replicate(image, start, seen == null ? start : clock.next(seen), null, deadline);
  }

  /**
   * Carries an image that one replica has stored already to the others.
   *
   * @param start a version that the clock gave out when the write began
   * @param version the version that it was stored with
   * @param storedIn that replica's region, or null if all are to be asked
   */
  CompletableFuture<Written> replicate(
      Image image, Version start, Version version, @Nullable String storedIn, Deadline deadline) {
    return new Write(image, held -> clock.gaveOutAfter(start, held), true, deadline)
        .round(1, version, known(storedIn));
  }

  /**
   * Carries an image to the others that one replica made of an update.
   *
   * @param copy what that replica holds now: the update's image, or that of a later write, which is
   *     carried to those that hold nothing newer, and is the business of that write in the others
   * @param start a version that the clock gave out when the write began
   * @param version the version of the update
   * @param storedIn that replica's region
   */
  CompletableFuture<Written> replicate(
      ItemCopy copy, Version start, Version version, String storedIn, Deadline deadline) {
    Version held = copy.version();
    if (held == null || held.compareTo(version) < 0) {
      // Somebody has replaced it by what is no later write.
      return unreplicated(version, storedIn, null);
    }
    boolean ours = held.equals(version);
    if (!ours && clock.isAhead(held)) {
      return CompletableFuture.failedFuture(
          settlement.replacedFromAhead(List.of(storedIn), held, Map.of()));
    }
    ItemFormat format = replicas.get(0).format().items();
    return new Write(
            changed ->
                changed.equals(held) ? copy.image() : format.withVersion(copy.image(), changed),
            newer -> ours ? clock.gaveOutAfter(start, newer) : !clock.isAhead(newer),
            ours,
            deadline)
        .round(1, held, known(storedIn));
  }

  /** What became of an update whose image could not be read after it was stored in one replica. */
  CompletableFuture<Written> unreplicated(
      Version version, String storedIn, @Nullable Failure unread) {
    Map<String, Failure> missed = new LinkedHashMap<>();
    if (unread != null) {
      regions().stream().filter(r -> !r.equals(storedIn)).forEach(r -> missed.put(r, unread));
    }
    return settle(version, new WriteVerdict.Settled(List.of(storedIn), missed), null);
  }

  private List<String> regions() {
    return replicas.stream().map(ReplicaItems::region).toList();
  }

  /** One write on its way through its rounds. */
  private final class Write {
    private final Image image;
    private final Predicate<Version> concurrent;
    private final boolean ours;
    private final Deadline deadline;
    private final LateReplies late = new LateReplies();
    private final UnclearRounds unclear = new UnclearRounds();
    private @Nullable PutItemResponse answer;

    /** Of this write's own image, or of a later write that has replaced it already. */
    Write(Image image, Predicate<Version> concurrent, boolean ours, Deadline deadline) {
      this.image = image;
      this.concurrent = concurrent;
      this.ours = ours;
      this.deadline = deadline;
    }

    CompletableFuture<Written> round(
        int round, Version version, Map<String, Reply<StampedPut>> known) {
      Map<String, AttributeValue> stamped = image.apply(version);
      Fanout.Call<StampedPut> put =
          (replica, dispatch) -> {
            Reply<StampedPut> earlier = known.get(replica.region());
            return earlier != null
                ? CompletableFuture.completedFuture(earlier)
                : late.follow(replica.putIfNewer(stamped, version, deadline, dispatch));
          };
      return fanout
          .ask(
              settlement.required(),
              // Not on the calling thread: a leg that hangs there could not be left behind.
              Dispatch.REGION_THREAD,
              put,
              reply -> WriteVerdict.isDecisive(reply, concurrent),
              deadline.remaining().dividedBy(2))
          .thenCompose(
              inTime -> {
                List<Reply<StampedPut>> replies = late.with(inTime, version);
                noteAnswer(replies);
                WriteVerdict verdict = WriteVerdict.of(replies, concurrent, round == MAX_ROUNDS);
                return verdict instanceof WriteVerdict.Restamp restamp
                    ? restamp(round, version, restamp)
                    : settle(version, unclear.with((WriteVerdict.Settled) verdict), answer);
              });
    }

    /** The first region's answer of those that stored it, for what it says of the capacity. */
    private void noteAnswer(List<Reply<StampedPut>> replies) {
      for (Reply<StampedPut> reply : replies) {
        if (answer == null
            && reply instanceof Reply.Answered<StampedPut> answered
            && answered.answer() instanceof StampedPut.Stored stored) {
          answer = stored.answer();
        }
      }
    }

    /**
     * Writes above what a replica showed. Where this write is stored already, it is replaced first,
     * and only if it is still what it was: else a later write that may be built on it were undone.
     */
    private CompletableFuture<Written> restamp(
        int round, Version version, WriteVerdict.Restamp restamp) {
      if (!ours) {
        return replaced(version, restamp, answer);
      }
      unclear.note(restamp);
      Version next = clock.next(restamp.seen());
      if (restamp.stored().isEmpty()) {
        return round(round + 1, next, Map.of());
      }
      List<ReplicaItems> stored =
          replicas.stream().filter(r -> restamp.stored().contains(r.region())).toList();
      return new Replacement(version, image.apply(next), next, deadline)
          .in(stored)
          .thenCompose(replaced -> goOn(round, version, next, restamp, replaced));
    }

    private CompletableFuture<Written> goOn(
        int round,
        Version version,
        Version next,
        WriteVerdict.Restamp restamp,
        List<Reply<StampedPut>> replaced) {
      Map<String, Reply<StampedPut>> known = new HashMap<>();
      boolean stillOurs = false;
      boolean later = false;
      for (Reply<StampedPut> reply : replaced) {
        if (reply instanceof Reply.Answered<StampedPut> answered
            && answered.answer() instanceof StampedPut.Superseded) {
          later = true;
        } else {
          stillOurs |= reply instanceof Reply.Answered<StampedPut>;
          known.put(reply.region(), reply);
        }
      }
      if (stillOurs) {
        // Also over what came meanwhile to a region that was asked after it: the first has decided.
        return round(round + 1, next, known);
      }
      if (later) {
        return replaced(version, restamp, answer);
      }
      // Nobody can say whether what the other replica holds is older or built on this write.
      return CompletableFuture.failedFuture(
          settlement.notReplaced(restamp.stored(), Outcomes.failures(replaced), restamp.missed()));
    }
  }

  /**
   * Something else lies where this write was stored. Normally a later write has replaced it, and it
   * is done. But where the newer version comes from a clock that is ahead, it may be an older one,
   * which a repair has carried over this write: the two can't be told apart, and so the caller is.
   */
  private CompletableFuture<Written> replaced(
      Version version, WriteVerdict.Restamp restamp, @Nullable PutItemResponse answer) {
    Version seen = restamp.seen();
    if (seen == null || !clock.isAhead(seen)) {
      return settle(version, restamp.replacedByALaterWrite(regions()), answer);
    }
    return CompletableFuture.failedFuture(
        settlement.replacedFromAhead(restamp.stored(), seen, restamp.missed()));
  }

  private static Map<String, Reply<StampedPut>> known(@Nullable String in) {
    return in == null
        ? Map.of()
        : Map.of(in, new Reply.Answered<>(in, Duration.ZERO, new StampedPut.AlreadyStored()));
  }

  private CompletableFuture<Written> settle(
      Version version, WriteVerdict.Settled settled, @Nullable PutItemResponse answer) {
    return settlement.settle(
        settled.stored(),
        settled.missed(),
        () -> new Written(version, settled.stored(), settled.missed(), answer, null));
  }
}
