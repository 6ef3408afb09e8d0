package io.github.dynamodbha.sync.join;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The second level of the join: the keys that their segment's table did not match, from all
 * threads, in a bounded part of the heap, and on disk beyond it. A hybrid hash join (DeWitt et al.,
 * "Implementation techniques for main memory database systems", 1984) of any number of inputs.
 *
 * <h2>Why it is right</h2>
 *
 * <p>The upper bits of a key's hash choose one of up to 64 partitions, so all entries of a key meet
 * in one. A partition is a table in memory until it is chosen to make room; then what it holds is
 * written to a file, and what comes later is appended. A file is thus the table's entries followed
 * by the later additions in their order, and joining it afterwards from an empty table passes
 * through the same states as the table would have: it makes no difference, to matches or to
 * candidates, that and when a partition went to disk. Splitting a file keeps the order of each
 * key's entries, so the same holds for its parts.
 *
 * <p>Nor does it matter how threads interleave, since merging is commutative and associative
 * ({@link EntryTable}), with one exception: a key that has matched is forgotten, so if a replica
 * shows it once more, it is a candidate or not depending on which came first. Both are true answers
 * (the replicas have shown the same content; the key was written meanwhile and is worth a look),
 * and a scan returns no key twice.
 *
 * <p>A match can be wrong only if two digests or two key hashes of 128 bits collide. A candidate
 * can be wrong (its item was written between the scans), and costs a look.
 *
 * <h2>Order</h2>
 *
 * <p>Partitions are ranges of key hashes, and so are the parts of a file that is split; each is
 * sorted when it is settled. Candidates therefore come in the order of their hash, however they
 * came in, and a position among them means the same in a later run over the same tables.
 *
 * <h2>Memory</h2>
 *
 * <p>Write buffers are set aside at the start, an eighth of the budget or less. Everything else is
 * taken from the budget before it is allocated. When a partition can't grow, the largest gives its
 * memory back: by moving its entries together if half of it is free, else by going to disk. In the
 * end, partitions that are still in memory are complete; the largest of them are written out until
 * half of the budget is free to settle the files, one after another. A file that doesn't fit in
 * what is free is split ({@link Settlement}, which also says why that ends). What is taken although
 * the budget doesn't have it: a chunk (64 KiB or less) while entries are moved, the order of sorted
 * entries (less than the index that it follows), one entry of a payload of up to 1 MiB.
 *
 * <h2>Failure</h2>
 *
 * <p>A file that can't be written or is not read back as it was written is a {@link
 * SpillException}; from then on every call but {@link #close} fails, as an entry may be missing.
 * Nothing is concluded from part of the entries: {@link #candidates} needs {@link #finish}, which
 * needs all of them. Matches that were reported before stay true. Closing removes the files; if the
 * process dies, the next {@link SpillDirectory} does.
 *
 * <h2>Threads</h2>
 *
 * <p>A partition has a lock, and one more is held to make room, always taken before a partition's,
 * never after. Additions and the rest may come from any thread; whoever finishes sees to it that
 * nobody adds any more. Listeners are called without a lock that additions need.
 */
public final class ResidualJoin implements AutoCloseable {
  private final int complete;
  private final JoinSizes sizes;
  private final MemoryBudget budget;
  private final MatchListener matches;
  private final Settlement settlement;
  private final List<Partition> partitions;
  private final Object makingRoom = new Object();
  private volatile boolean overBudget;
  private volatile @Nullable Throwable failure;
  private volatile boolean finished;
  private volatile boolean closed;
  private long size;

  /**
   * An empty join.
   *
   * @param replicas how many there are
   * @param budgetBytes the heap that it may take; the product's default is 256 MiB
   * @param directory for what doesn't fit; not closed with this
   * @param matches hears of the keys that match
   * @throws IllegalArgumentException unless replicas are 2 to 32 and the budget is 4 KiB or more
   */
  public ResidualJoin(
      int replicas, long budgetBytes, SpillDirectory directory, MatchListener matches) {
    this.complete = EntryTable.mask(replicas);
    this.sizes = JoinSizes.of(budgetBytes);
    this.budget = new MemoryBudget(budgetBytes);
    this.matches = matches;
    this.settlement = new Settlement(replicas, sizes, directory, budget, matches);
    this.partitions =
        Stream.generate(() -> new Partition(replicas, sizes, directory, budget))
            .limit(sizes.partitions())
            .toList();
    budget.force(sizes.bufferMemory());
  }

  /**
   * Takes what a segment has left over of a key, and merges it with what is held of it.
   * Thread-safe.
   *
   * @param mask the replicas that have shown the key: bit 0 for replica 0 and so on
   * @param differs whether two copies were not the same
   * @param segment kept for reports, less than 1,048,576
   * @throws IllegalArgumentException if the mask, the segment or the payload is none
   * @throws SpillException if the disk is needed and fails; the join has then failed for good
   * @throws IllegalStateException if the join has failed, is finished or closed
   */
  public void add(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      int segment,
      byte[] payload,
      int offset,
      int length) {
    EntryRecord.checkPayload(payload, offset, length);
    Objects.checkIndex(segment, EntryRecord.SEGMENT_LIMIT);
    if (mask == 0 || (mask & ~complete) != 0) {
      throw new IllegalArgumentException("No such replicas: " + Integer.toBinaryString(mask));
    }
    ensureUsable();
    Partition partition = partitions.get(KeyBits.at(keyHigh, keyLow, 0, sizes.partitionBits()));
    Partition.Added added;
    try {
      added = Partition.Added.NO_ROOM;
      while (!added.room()) {
        added =
            partition.add(
                keyHigh, keyLow, high, low, mask, differs, flags, segment, payload, offset, length);
        if (!added.room()) {
          makeRoom(partition, length);
        }
      }
    } catch (SpillException e) {
      failure = e;
      throw e;
    }
    Match match = added.match();
    if (match != null) {
      matches.matched(match.flags(), match.payload());
    }
  }

  private void makeRoom(Partition wanting, int payloadLength) {
    synchronized (makingRoom) {
      if (!budget.has(wanting.growth(payloadLength))) {
        Partition largest = Collections.max(partitions, comparingLong(Partition::heldBytes));
        // Where nothing is held, one entry is more than the budget.
        Partition victim = largest.heldBytes() > 0 ? largest : wanting;
        victim.giveMemory();
        overBudget |= victim.isOnDisk();
      }
    }
  }

  private void ensureUsable() {
    if (closed) {
      throw new IllegalStateException("The join is closed");
    }
    Throwable cause = failure;
    if (cause != null) {
      throw new IllegalStateException("The join has failed before: " + cause.getMessage(), cause);
    }
  }

  /** How many bytes of heap this takes, its write buffers included. */
  public long heldBytes() {
    return budget.held();
  }

  /** The most that {@link #heldBytes} has been. */
  public long peakBytes() {
    return budget.peak();
  }

  /**
   * Whether the budget has not sufficed, and entries go to disk. A cursor that is ahead is better
   * held back before, while {@link #heldBytes} comes near the budget.
   */
  public boolean isOverBudget() {
    return overBudget;
  }

  /**
   * Ends the adding, and settles what is on disk; after this {@link #size} and {@link #candidates}
   * may be called.
   *
   * @throws SpillException if the disk fails; the join has then failed for good
   * @throws IllegalStateException if the join has failed, is finished or closed
   */
  public void finish() {
    ensureUsable();
    if (finished) {
      throw new IllegalStateException("The join is finished already");
    }
    try {
      partitions.forEach(Partition::seal);
      if (partitions.stream().anyMatch(Partition::isOnDisk)) {
        leaveHalf();
        partitions.forEach(partition -> partition.settle(settlement));
      }
      size = partitions.stream().mapToLong(Partition::size).sum();
      finished = true;
    } catch (RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  /** Leaves half of the memory to the settling of what is on disk. */
  private void leaveHalf() {
    long half = sizes.bufferMemory() + (budget.limit() - sizes.bufferMemory()) / 2;
    List<Partition> largestFirst = new ArrayList<>(partitions);
    largestFirst.sort(comparingLong(Partition::heldBytes).reversed());
    for (Partition partition : largestFirst) {
      if (budget.held() > half) {
        partition.moveToDisk();
      }
    }
  }

  /**
   * How many keys did not match.
   *
   * @throws IllegalStateException before the join is finished
   */
  public long size() {
    ensureFinished();
    return size;
  }

  /**
   * The keys that did not match, in ascending order of their hash; may be called more than once.
   *
   * @throws IllegalStateException before the join is finished
   */
  public Candidates candidates() {
    ensureFinished();
    return new Candidates(partitions);
  }

  private void ensureFinished() {
    ensureUsable();
    if (!finished) {
      throw new IllegalStateException("The join is not finished: call finish() first");
    }
  }

  /**
   * Gives back memory and disk. What candidates are being read can't be read on.
   *
   * @throws SpillException if a file can't be deleted; closing its directory tries again
   */
  @Override
  public void close() {
    closed = true;
    RuntimeException first = null;
    for (Partition partition : partitions) {
      try {
        partition.close();
      } catch (SpillException e) {
        if (first != null) {
          e.addSuppressed(first);
        }
        first = e;
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
