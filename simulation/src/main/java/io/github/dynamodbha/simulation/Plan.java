package io.github.dynamodbha.simulation;

import io.github.dynamodbha.protocol.Acknowledge;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;

/**
 * All that decides a history.
 *
 * @param seed every choice that is not written down here follows from it
 * @param setup the world at the start
 * @param actions what is done to it, in order of time
 * @param calmed messages that nothing is to happen to, whatever the seed says
 */
public record Plan(long seed, Setup setup, List<Action> actions, Set<MessageId> calmed) {
  /** Copies the lists. */
  public Plan {
    actions = List.copyOf(actions);
    calmed = Set.copyOf(calmed);
  }

  /** By how much two clocks ever differ, in what they show or have shown. */
  long clocksDifferByMicros() {
    long[] ahead = setup.skewMicros().stream().mapToLong(Long::longValue).toArray();
    LongSummaryStatistics all = Arrays.stream(ahead).summaryStatistics();
    for (Action action : actions) {
      if (action.kind() == Kind.CLOCK_JUMPS) {
        ahead[action.client()] += action.micros();
        all.accept(ahead[action.client()]);
      }
    }
    return all.getMax() - all.getMin();
  }

  /**
   * The world at the start.
   *
   * @param regions how many there are
   * @param keys how many keys are written
   * @param rangeKey whether keys have a sort key
   * @param skewMicros how far each client's clock is ahead; the last is that of sync
   * @param timeoutMillis of one call
   * @param acknowledge how many regions must store a write
   * @param pageSize items of a page at most
   * @param returnsOldOnFailure whether a refused condition shows the item
   * @param schemaGiven whether clients know the key schema without asking
   * @param staleMillis for how long an eventually consistent read may show the state before
   * @param faults what happens to messages
   * @param graceZero whether syncs amid traffic purge at once
   * @param slowSync whether the first sync has next to no write units, so that its writes wait
   * @param counting whether all writes are updates that count, and nothing goes wrong
   * @param checkpoint whether a sync goes on where the one that was killed before it ended
   * @param concurrency of a sync
   * @param initial what lies in the regions before the first action, by its kind
   */
  public record Setup(
      int regions,
      int keys,
      boolean rangeKey,
      List<Long> skewMicros,
      int timeoutMillis,
      Acknowledge acknowledge,
      int pageSize,
      boolean returnsOldOnFailure,
      boolean schemaGiven,
      int staleMillis,
      FaultRates faults,
      boolean graceZero,
      boolean slowSync,
      boolean counting,
      boolean checkpoint,
      int concurrency,
      List<Initial> initial) {
    /** Clients, without sync. */
    int clients() {
      return skewMicros.size() - 1;
    }

    /** The same world with something else in it at the start. */
    Setup withInitial(List<Initial> other) {
      return new Setup(
          regions,
          keys,
          rangeKey,
          skewMicros,
          timeoutMillis,
          acknowledge,
          pageSize,
          returnsOldOnFailure,
          schemaGiven,
          staleMillis,
          faults,
          graceZero,
          slowSync,
          counting,
          checkpoint,
          concurrency,
          other);
    }
  }

  /**
   * How often something happens to a message, in thousandths.
   *
   * @param lost the request gets nowhere
   * @param replyLost it is carried out, and nobody says so
   * @param reset the connection breaks after it was carried out, and the SDK sends it again
   * @param duplicate it is carried out a second time, later
   * @param late it arrives after the client has given it up
   * @param slow it takes up to the timeout
   * @param serverError the region answers with a 5xx, having carried it out or not
   * @param throttled the region answers that it is short of capacity
   */
  public record FaultRates(
      int lost,
      int replyLost,
      int reset,
      int duplicate,
      int late,
      int slow,
      int serverError,
      int throttled) {
    static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** What is done. */
  public enum Kind {
    /** A client puts an item. */
    PUT,
    /** A client deletes an item. */
    DELETE,
    /** A client reads an item, from all regions. */
    GET,
    /** A client puts an item on a condition. */
    PUT_IF,
    /** A client updates an item. */
    UPDATE,
    /** A client writes and checks several items in one transaction. */
    TRANSACT,
    /** A region fails for a while. */
    REGION_FAILS,
    /** The clock of a client's machine, or of sync's, goes forth or back. */
    CLOCK_JUMPS,
    /** A client is killed, and another one starts in its place. */
    CRASH,
    /** A sync begins. */
    SYNC,
    /** The sync under way, if any, is killed. */
    CRASH_SYNC,
    /** A verify begins. */
    VERIFY,
    /** Nothing happens for hours. */
    IDLE
  }

  /**
   * One action.
   *
   * @param id its number, the same in smaller plans
   * @param atMicros when
   * @param client which client, or none; one more than clients are is sync's machine
   * @param key which key, or none
   * @param region which region, or none
   * @param mode how a region fails
   * @param micros for how long; how far a clock jumps, less than zero for back
   */
  public record Action(
      int id, long atMicros, Kind kind, int client, int key, int region, Mode mode, long micros) {
    @Override
    public String toString() {
      return switch (kind) {
        case PUT, DELETE, GET, PUT_IF, UPDATE, TRANSACT ->
            "#" + id + " client " + client + ": " + kind + " key " + key;
        case REGION_FAILS -> "#" + id + " region " + region + " " + mode + " for " + micros + " us";
        case CLOCK_JUMPS ->
            "#" + id + " machine " + client + ": the clock jumps by " + micros + " us";
        case CRASH -> "#" + id + " client " + client + " is killed";
        case SYNC, VERIFY, CRASH_SYNC -> "#" + id + " " + kind;
        case IDLE -> "#" + id + " " + kind + " for " + micros + " us";
      };
    }
  }

  /** How a region fails. */
  public enum Mode {
    /** It works. */
    UP,
    /** Connections are refused. */
    REFUSED,
    /** Its name is unknown. */
    UNKNOWN_HOST,
    /** Requests vanish. */
    BLACK_HOLE,
    /** Requests are carried out, and replies vanish. */
    MUTE,
    /** Everything is answered by a 5xx. */
    SERVER_ERRORS
  }

  /** What lies under a key in the regions at the start. */
  public enum Initial {
    /** Nothing. */
    ABSENT,
    /** One item everywhere. */
    SAME,
    /** An item in the first region only. */
    FIRST_ONLY,
    /** A different version in each region. */
    DIFFERENT,
    /** A tombstone everywhere, hours old. */
    OLD_TOMBSTONE,
    /** A tombstone, hours old, which the last region has missed: it holds an older item. */
    MISSED_DELETION,
    /** A tombstone, hours old, in the first region only: the others hold different older items. */
    DELETED_IN_FIRST,
    /** A live item and a tombstone of one version of the old format. */
    LEGACY_TIE,
    /** Two contents of one version of the old format. */
    LEGACY_CONFLICT,
    /** An item without a version in the last region only. */
    UNVERSIONED,
    /** An item in the last region that a clock hours ahead has stamped. */
    AHEAD
  }

  /** Names a message: the how manieth one of an operation to a region. */
  public record MessageId(int operation, int region, int count) {}
}
