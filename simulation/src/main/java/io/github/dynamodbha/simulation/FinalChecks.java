package io.github.dynamodbha.simulation;

import io.github.dynamodbha.item.CopyOrder;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.SyncReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold once all regions work, nothing is under way, and a sync has run. */
final class FinalChecks {
  /** A sync that finds nothing in its way needs one run. */
  private static final int MAX_SYNCS = 2;

  /** The attribute in which updates count. */
  static final String COUNT = "n";

  private final World world;
  private final Plan plan;
  private final Syncs syncs;
  private final Violations violations;
  private final Recorder recorder;

  FinalChecks(World world, Plan plan, Syncs syncs, Violations violations) {
    this.world = world;
    this.plan = plan;
    this.syncs = syncs;
    this.violations = violations;
    this.recorder = world.recorder();
  }

  void run() {
    verifyIsExact();
    sync();
    for (int key = 0; key < world.keyCount(); key++) {
      String text = world.keyText(key);
      if (converged(text)) {
        winner(text);
        count(text);
        refused(text);
      }
    }
    verifyIsExact();
    long before = recorder.changes();
    SyncReport again = syncs.run(false, new ArrayList<>());
    if (recorder.changes() != before || again.counts().differing() > 0) {
      syncs.complain(again, "the sync after the last one still changed something");
    }
  }

  private void sync() {
    for (int i = 0; i < MAX_SYNCS; i++) {
      SyncReport report = syncs.run(false, new ArrayList<>());
      if (report.complete() && report.counts().unresolved() == 0) {
        return;
      }
      if (i == MAX_SYNCS - 1) {
        syncs.complain(report, "the sync did not do all");
      }
    }
  }

  /** Compares what verify says with what lies in the tables. */
  private void verifyIsExact() {
    List<Divergence> divergences = new ArrayList<>();
    SyncReport report = syncs.run(true, divergences);
    Map<String, String> told = new TreeMap<>();
    for (Divergence divergence : divergences) {
      told.put(
          world.tables().get(0).keyText(divergence.keyAttributes()),
          new TreeMap<>(divergence.affected()).toString());
    }
    Map<String, String> true_ = differences();
    if (!told.equals(true_) || report.counts().differing() != told.size()) {
      violations.add(
          Properties.VERIFY_IS_EXACT, "verify told of " + told + ", but what differs is " + true_);
    }
  }

  private Map<String, String> differences() {
    Map<String, String> differences = new TreeMap<>();
    Set<String> keys = new TreeSet<>();
    world.tables().forEach(table -> keys.addAll(table.items().keySet()));
    for (String key : keys) {
      ItemCopy winner =
          world.tables().stream()
              .map(table -> table.held(key))
              .filter(held -> !held.isEmpty())
              .map(world.format()::copyOf)
              .max(CopyOrder.OLDEST_FIRST)
              .orElseThrow();
      Map<String, Divergence.Kind> affected = new TreeMap<>();
      for (int i = 0; i < world.tables().size(); i++) {
        Divergence.Kind kind = kind(world.tables().get(i).held(key), winner);
        if (kind != null) {
          affected.put(World.region(i), kind);
        }
      }
      if (!affected.isEmpty()) {
        differences.put(key, affected.toString());
      }
    }
    return differences;
  }

  private static Divergence.@Nullable Kind kind(Map<String, AttributeValue> held, ItemCopy winner) {
    if (held.isEmpty()) {
      return Divergence.Kind.MISSING;
    } else if (Values.equal(held, winner.image())) {
      return null;
    }
    return Objects.equals(Recorder.version(held), Recorder.version(winner.image()))
        ? Divergence.Kind.CONFLICTING
        : Divergence.Kind.STALE;
  }

  /** While no region fails, one judges all updates, and none is lost or made twice. */
  private void count(String key) {
    if (!plan.setup().counting()) {
      return;
    }
    int done = 0;
    int unknown = 0;
    for (CallRecord call : recorder.calls()) {
      if (call.kind() == Plan.Kind.UPDATE && call.key().equals(key)) {
        done += call.isDone() ? 1 : 0;
        unknown += call.isDone() ? 0 : 1;
      }
    }
    AttributeValue held = world.tables().get(0).held(key).get(COUNT);
    int count = held == null ? 0 : Integer.parseInt(held.n());
    if (count < done || count > done + unknown) {
      violations.add(
          Properties.COUNT_IS_EXACT,
          key
              + " counts "
              + count
              + " after "
              + done
              + " updates and "
              + unknown
              + " unclear ones");
    }
  }

  private void refused(String key) {
    for (CallRecord call : recorder.calls()) {
      if (call.outcome() == CallRecord.Outcome.CONDITION_FAILED && call.key().equals(key)) {
        String stored = recorder.journal(key).greatestOf(call.id());
        if (stored != null) {
          violations.add(Properties.REFUSED_CHANGES_NOTHING, call + " has stored " + stored);
        }
      }
    }
  }

  private boolean converged(String key) {
    Map<String, AttributeValue> first = world.tables().get(0).held(key);
    for (ModelTable table : world.tables()) {
      if (!Values.equal(first, table.held(key))) {
        violations.add(
            Properties.CONVERGENCE,
            key + " is " + first + " here and " + table.held(key) + " there");
        return false;
      }
    }
    return true;
  }

  private void winner(String key) {
    Map<String, AttributeValue> held = world.tables().get(0).held(key);
    KeyJournal journal = recorder.journal(key);
    ItemCopy greatest = journal.greatest();
    ItemCopy winner = held.isEmpty() ? null : world.format().copyOf(held);
    // Not promised of a deletion that is purged while others look; see docs/protocol.md.
    boolean excused = plan.setup().graceZero();
    if (excused && winner != null && journal.wasStoredAfterPurge(Recorder.version(held))) {
      return;
    }
    if (greatest == null || greatest.isTombstone()) {
      if (winner != null) {
        violations.add(
            Properties.NOTHING_RETURNS, key + " is there, though deleted by " + greatest);
      }
    } else if (winner == null || !Values.equal(held, greatest.image())) {
      violations.add(Properties.WINNER, key + " is " + winner + ", not " + greatest);
    }
    if (!excused || !journal.wasPurged()) {
      order(key, journal, greatest);
    }
  }

  /** No acknowledged write may have lost to one that ended before it began. */
  private void order(String key, KeyJournal journal, @Nullable ItemCopy greatest) {
    String version = greatest == null ? null : Recorder.version(greatest.image());
    int owner = journal.owner(version);
    CallRecord winner = recorder.call(owner, key);
    for (CallRecord call : recorder.calls()) {
      if (!call.key().equals(key) || call.id() == owner || !call.writes()) {
        continue;
      }
      if (call.outcome() == CallRecord.Outcome.UNCHANGED
          && greatest != null
          && !greatest.isTombstone()
          && anyStoredBefore(journal, version, call.begun())) {
        violations.add(
            Properties.NOTHING_RETURNS, call + " found nothing, but " + greatest + " was there");
      }
      if (call.isDone() && version != null) {
        lostTo(call, winner, version, journal);
      }
    }
  }

  private boolean anyStoredBefore(KeyJournal journal, @Nullable String version, long step) {
    for (int i = 0; i < world.tables().size(); i++) {
      if (journal.wasStoredBefore(i, version, step)) {
        return true;
      }
    }
    return false;
  }

  private void lostTo(
      CallRecord call, @Nullable CallRecord winner, String version, KeyJournal journal) {
    boolean excused = AcknowledgeChecks.isExcused(call, version);
    for (Integer region : call.visits().keySet()) {
      if (journal.wasStoredBefore(region, version, call.begun()) && !excused) {
        violations.add(
            Properties.NOTHING_LOST,
            call
                + " was answered by region "
                + region
                + ", and lost to "
                + version
                + ", which was there before it began");
      }
    }
    if (winner != null && !excused && wasReadBefore(winner, call, journal)) {
      violations.add(
          Properties.NOTHING_UNDONE, call + " began after " + winner + " was read, and lost to it");
    }
  }

  /** True if somebody had read the winner's write, where this call was stored, before it began. */
  private boolean wasReadBefore(CallRecord winner, CallRecord call, KeyJournal journal) {
    if (winner.kind() == Plan.Kind.UPDATE || winner.isInTransaction()) {
      // Not promised where the region that judged it has failed; see docs/protocol.md.
      return false;
    }
    for (CallRecord read : recorder.calls()) {
      if (read.kind() != Plan.Kind.GET || !read.isDone() || read.ended() >= call.begun()) {
        continue;
      }
      for (Map.Entry<Integer, @Nullable String> shown : read.shown().entrySet()) {
        if (read.key().equals(call.key())
            && shown.getValue() != null
            && journal.owner(shown.getValue()) == winner.id()
            && (winner.knewStoredOnlyIn(shown.getKey())
                || winner.wasReplacedFirstIn(shown.getKey(), shown.getValue()))
            && call.wasHeldIn(shown.getKey())) {
          return true;
        }
      }
    }
    return false;
  }
}
