package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.replica.BatchCopies;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Reads keys again in every replica, strongly consistent: what the scans showed may be old.
 *
 * <p>The replicas are not read at one instant. Between two of these reads another sync may carry a
 * deletion to the one and purge it from both; then the first still showed the deleted item, and the
 * second shows nothing, as if it had missed the item. So where a key is absent in some replicas and
 * present in others, the latter are read once more: an absence counts beside a copy that was there
 * after it only. A tombstone is purged when every replica holds it, so a copy that is still there
 * was not the purged one's elder.
 */
final class Confirmation {
  private final List<ReplicaRun> replicas;
  private final TimeToLive timeToLive;
  private final InstantSource time;
  private final LongSupplier nanoTime;

  Confirmation(
      List<ReplicaRun> replicas, TimeToLive timeToLive, InstantSource time, LongSupplier nanoTime) {
    this.replicas = replicas;
    this.timeToLive = timeToLive;
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** The names of the system attributes, the same for every replica. */
  ItemFormat format() {
    return replicas.get(0).items().format().items();
  }

  /** Looks at one key. */
  KeyView look(Candidate key) throws InterruptedException {
    return look(List.of(key)).get(0);
  }

  /** Looks at several keys, as many as one batch may hold; one view for each, in their order. */
  List<KeyView> look(List<Candidate> candidates) throws InterruptedException {
    long asOf = nanoTime.getAsLong();
    List<ItemKey> keys = candidates.stream().map(Candidate::key).toList();
    List<Patience.Started<BatchCopies>> reads = new ArrayList<>();
    for (ReplicaRun replica : replicas) {
      reads.add(read(replica, keys));
    }
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < replicas.size(); i++) {
      readings.add(reading(replicas.get(i), keys, reads.get(i).await()));
    }
    Map<ItemKey, Integer> absences = new HashMap<>();
    // Each round needs an absence more than the one before: at most as many as there are regions.
    boolean again = true;
    while (again) {
      again = readPresentAgain(keys, readings, absences);
    }
    Instant now = time.instant();
    return candidates.stream().map(candidate -> view(candidate, readings, now, asOf)).toList();
  }

  /** What one replica showed of a batch. */
  private record Reading(
      String region, Map<ItemKey, ItemCopy> copies, Map<ItemKey, String> unread) {
    boolean isAbsent(ItemKey key) {
      return !copies.containsKey(key) && !unread.containsKey(key);
    }

    /** Forgets what was read of these keys, for what was read later. */
    void replace(List<ItemKey> keys, Reading later) {
      keys.forEach(copies::remove);
      copies.putAll(later.copies);
      unread.putAll(later.unread);
    }
  }

  /**
   * Reads what is there again, for the keys of which an absence has been seen since.
   *
   * @param absences in how many replicas each key was absent when what is there was last read
   * @return false if there was nothing to read
   */
  private boolean readPresentAgain(
      List<ItemKey> keys, List<Reading> readings, Map<ItemKey, Integer> absences)
      throws InterruptedException {
    List<ItemKey> doubtful = new ArrayList<>();
    for (ItemKey key : keys) {
      int absent = (int) readings.stream().filter(reading -> reading.isAbsent(key)).count();
      if (absent > absences.getOrDefault(key, 0)
          && readings.stream().noneMatch(reading -> reading.unread().containsKey(key))) {
        absences.put(key, absent);
        doubtful.add(key);
      }
    }
    Map<Integer, List<ItemKey>> present = new LinkedHashMap<>();
    Map<Integer, Patience.Started<BatchCopies>> reads = new LinkedHashMap<>();
    for (int i = 0; i < replicas.size(); i++) {
      List<ItemKey> there =
          doubtful.stream().filter(readings.get(i).copies()::containsKey).toList();
      if (!there.isEmpty()) {
        present.put(i, there);
        reads.put(i, read(replicas.get(i), there));
      }
    }
    for (Map.Entry<Integer, Patience.Started<BatchCopies>> read : reads.entrySet()) {
      int replica = read.getKey();
      List<ItemKey> there = Objects.requireNonNull(present.get(replica));
      readings
          .get(replica)
          .replace(there, reading(replicas.get(replica), there, read.getValue().await()));
    }
    return !reads.isEmpty();
  }

  private static Patience.Started<BatchCopies> read(ReplicaRun replica, List<ItemKey> keys)
      throws InterruptedException {
    return replica
        .reads()
        .start(
            Prices.leastConsistentUnits(keys.size()),
            () -> replica.items().getAll(keys, replica.items().replica().newDeadline()));
  }

  private static Reading reading(ReplicaRun replica, List<ItemKey> keys, Reply<BatchCopies> reply)
      throws InterruptedException {
    Reading reading = new Reading(replica.region(), new HashMap<>(), new HashMap<>());
    if (reply instanceof Reply.Failed<BatchCopies> failed
        && failed.failure().failureClass() == FailureClass.ANSWER
        && keys.size() > 1) {
      // One key may have spoiled it for all: ask for each alone.
      for (ItemKey key : keys) {
        take(replica, List.of(key), read(replica, List.of(key)).await(), reading);
      }
    } else {
      take(replica, keys, reply, reading);
    }
    return reading;
  }

  private static void take(
      ReplicaRun replica, List<ItemKey> keys, Reply<BatchCopies> reply, Reading reading) {
    if (reply instanceof Reply.Answered<BatchCopies> answered) {
      replica.consumedRead(answered.answer().readUnits());
      reading.copies().putAll(answered.answer().copies());
    } else if (reply instanceof Reply.Failed<BatchCopies> failed) {
      keys.forEach(
          key -> reading.unread().put(key, "could not be read: " + failed.failure().describe()));
    }
  }

  private KeyView view(Candidate candidate, List<Reading> readings, Instant now, long asOf) {
    List<Held> held = new ArrayList<>();
    Map<String, String> unread = new LinkedHashMap<>();
    ItemKey key = candidate.key();
    for (Reading reading : readings) {
      String reason = reading.unread().get(key);
      if (reason != null) {
        unread.put(reading.region(), reason);
        continue;
      }
      ItemCopy copy = reading.copies().get(key);
      held.add(
          new Held(
              reading.region(), copy, copy != null && timeToLive.isExpired(copy.image(), now)));
    }
    return new KeyView(candidate, held, unread, asOf);
  }
}
