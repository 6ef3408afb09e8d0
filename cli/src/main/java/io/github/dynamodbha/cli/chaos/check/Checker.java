package io.github.dynamodbha.cli.chaos.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says whether the tables may look as they do, given what the clients did and were told.
 *
 * <p>Which histories can be decided? Every write has a value of its own, so an item tells which
 * call wrote it; and a tombstone tells of a deletion, with its version. Per key, the tables' copy
 * was written by a call F that
 *
 * <ol>
 *   <li>exists, was not refused, and reported no other version than the copy has;
 *   <li>has a version that is no less than that of any acknowledged call: else that call's write is
 *       lost, or, if it deleted and F stored, the item is resurrected;
 *   <li>was not promised to lose: no acknowledged call began after F was acknowledged and is held
 *       by a region that F is held by ({@link Call#mustLoseTo}). The promise reaches no further:
 *       where no such region answered, stamps decide, and a fast clock may win.
 * </ol>
 *
 * <p>A call that failed, or whose client was killed, may have happened or not, now or later: it may
 * be F, by rule 1, but nothing is lost if it isn't. A key without even a tombstone has no
 * acknowledged write; or, where tombstones were purged, F is a deletion that is old enough for
 * that, and so is whatever lost to it. Independent of what is left, rule 3 must hold between the
 * versions of any two acknowledged calls. A read must have returned what was written by a call that
 * had begun by then, and was not refused. Versions are compared as text, which is their documented
 * order.
 */
public final class Checker {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, List<Call>> history = new TreeMap<>();
  private final Map<String, Call> writers = new HashMap<>();
  private final Map<String, Map<String, RawItem>> tables;
  private final PurgeLimit purged;

  private Checker(List<Call> calls, Map<String, Map<String, RawItem>> tables, PurgeLimit purged) {
    this.tables = tables;
    this.purged = purged;
    for (Call call : calls) {
      history.computeIfAbsent(call.key(), key -> new ArrayList<>()).add(call);
      if (call.kind().stores()) {
        writers.put(call.value(), call);
      }
    }
  }

  /**
   * Checks.
   *
   * @param calls the histories of all clients together
   * @param tables by region, what it holds by key
   * @param purged which tombstones may have been purged by then
   */
  public static List<Finding> check(
      List<Call> calls, Map<String, Map<String, RawItem>> tables, PurgeLimit purged) {
    Checker checker = new Checker(calls, tables, purged);
    Set<String> keys = new TreeSet<>(checker.history.keySet());
    tables.values().forEach(table -> keys.addAll(table.keySet()));
    keys.forEach(checker::checkKey);
    return checker.findings;
  }

  /** The keys of which two regions do not hold the same. */
  public static Set<String> differing(Map<String, Map<String, RawItem>> tables) {
    Set<String> keys = new TreeSet<>();
    tables.values().forEach(table -> keys.addAll(table.keySet()));
    keys.removeIf(
        key ->
            tables.values().stream().map(table -> content(table.get(key))).distinct().count() < 2);
    return keys;
  }

  private static String content(@Nullable RawItem item) {
    return item == null ? "" : item.content();
  }

  private void checkKey(String key) {
    List<Call> calls = history.getOrDefault(key, List.of());
    Map<String, Optional<RawItem>> copies = new LinkedHashMap<>();
    tables.forEach((region, table) -> copies.put(region, Optional.ofNullable(table.get(key))));
    Set<Optional<RawItem>> distinct = new LinkedHashSet<>(copies.values());
    if (distinct.size() > 1) {
      find(Finding.Kind.DIVERGENT, key, "the regions hold " + copies);
    }
    for (Optional<RawItem> copy : distinct) {
      checkCopy(key, copy.orElse(null), calls);
    }
    checkOrder(key, calls);
    checkReads(key, calls);
    calls.stream()
        .filter(call -> call.outcome() == Outcome.UNEXPECTED)
        .forEach(call -> find(Finding.Kind.UNEXPECTED, key, call.toString()));
  }

  private void checkCopy(String key, @Nullable RawItem copy, List<Call> calls) {
    if (copy == null) {
      checkAbsence(key, calls);
    } else {
      List<Call> candidates = copy.tombstone() ? deletions(copy, calls) : writer(key, copy);
      if (candidates.isEmpty()) {
        find(Finding.Kind.INVENTED, key, "no call can have written " + copy);
      } else {
        calls.stream()
            .filter(call -> call.acknowledged() && call.kind() != CallKind.READ)
            .filter(call -> isLost(call, copy, candidates))
            // The latest says what the tables should hold.
            .max(Comparator.comparing(Call::version).thenComparingLong(Call::begun))
            .ifPresent(call -> lost(key, call, copy));
      }
    }
  }

  private void checkAbsence(String key, List<Call> calls) {
    List<Call> writes =
        calls.stream().filter(call -> call.acknowledged() && call.kind() != CallKind.READ).toList();
    boolean mayBeGone =
        calls.stream()
            .filter(this::mayBePurged)
            .anyMatch(deletion -> writes.stream().allMatch(write -> mayLose(write, deletion)));
    if (!mayBeGone && !writes.isEmpty()) {
      find(
          Finding.Kind.LOST,
          key,
          "nothing is left, not even a tombstone, of " + writes.get(writes.size() - 1));
    }
  }

  private boolean mayBePurged(Call call) {
    return call.kind().deletes() && call.mayHaveHappened() && purged.isAfter(call);
  }

  /** Whether a deletion whose tombstone was purged may have won over a write, if it isn't that. */
  private boolean mayLose(Call write, Call deletion) {
    return write.equals(deletion)
        || (purged.isAfter(write)
            && (deletion.version().isEmpty() || write.version().compareTo(deletion.version()) <= 0)
            && !deletion.mustLoseTo(write));
  }

  /** The deletions that can have left this tombstone. */
  private static List<Call> deletions(RawItem copy, List<Call> calls) {
    return calls.stream()
        .filter(call -> call.kind().deletes() && call.mayHaveHappened())
        .filter(call -> fits(call, copy))
        .toList();
  }

  /** The one call that can have written this item, if there is one. */
  private List<Call> writer(String key, RawItem copy) {
    Call writer = writers.get(copy.value());
    boolean can =
        writer != null
            && copy.whole()
            && writer.key().equals(key)
            && writer.mayHaveHappened()
            && fits(writer, copy);
    return can ? List.of(writer) : List.of();
  }

  /** A failed call may have been stamped in several rounds, and reported none of them. */
  private static boolean fits(Call call, RawItem copy) {
    return call.version().isEmpty() || call.version().equals(copy.version());
  }

  private static boolean isLost(Call call, RawItem copy, Collection<Call> candidates) {
    return candidates.stream().noneMatch(call::equals)
        && (call.version().compareTo(copy.version()) > 0
            || candidates.stream().allMatch(candidate -> candidate.mustLoseTo(call)));
  }

  private void lost(String key, Call call, RawItem copy) {
    boolean back = call.kind().deletes() && !copy.tombstone();
    find(
        back ? Finding.Kind.RESURRECTED : Finding.Kind.LOST,
        key,
        "the tables hold " + copy + " in spite of " + call);
  }

  private void checkOrder(String key, List<Call> calls) {
    List<Call> stamped =
        calls.stream()
            .filter(call -> call.acknowledged() && !call.version().isEmpty())
            .sorted(Comparator.comparingLong(Call::begun))
            .toList();
    for (int i = 0; i < stamped.size(); i++) {
      Call later = stamped.get(i);
      for (Call earlier : stamped.subList(0, i)) {
        if (earlier.mustLoseTo(later) && earlier.version().compareTo(later.version()) >= 0) {
          boolean back = later.kind().deletes() && earlier.kind().stores();
          find(
              back ? Finding.Kind.RESURRECTED : Finding.Kind.LOST,
              key,
              later + " loses to the older " + earlier);
        }
      }
    }
  }

  private void checkReads(String key, List<Call> calls) {
    for (Call read : calls) {
      if (read.kind() == CallKind.READ && !read.value().isEmpty()) {
        Call writer = writers.get(read.value());
        if (writer == null
            || !writer.key().equals(key)
            || !writer.mayHaveHappened()
            || writer.begun() > read.ended()) {
          find(Finding.Kind.INVENTED, key, "nobody can have written what was read: " + read);
        }
      }
    }
  }

  private void find(Finding.Kind kind, String key, String evidence) {
    findings.add(new Finding(kind, key, evidence));
  }
}
