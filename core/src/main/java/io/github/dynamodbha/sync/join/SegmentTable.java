package io.github.dynamodbha.sync.join;

import java.util.Objects;

/**
 * The first level of the join: what the replicas hold of one segment, while one thread reads them
 * side by side. A key that all replicas have shown with one digest is forgotten at once, so memory
 * holds the skew between the cursors and what differs.
 *
 * <p>An addition that matches, or that finds room, allocates nothing; it takes some tens of
 * nanoseconds while the table fits the processor's cache. The memory has no bound but {@link
 * #bytes}: hand what is held to the {@link ResidualJoin} and {@link #clear} at any time, not only
 * at a segment's end; the result is the same. Not thread-safe.
 */
public final class SegmentTable {
  /** A chunk for about a thousand keys. */
  private static final int CHUNK_BYTES = 1 << 16;

  private static final int NO_SEGMENT = 0;

  private final int replicas;
  private final EntryTable table;

  /**
   * An empty table.
   *
   * @param replicas how many there are
   * @throws IllegalArgumentException unless they are 2 to 32
   */
  public SegmentTable(int replicas) {
    this.replicas = replicas;
    this.table = new EntryTable(replicas, CHUNK_BYTES);
  }

  /**
   * Takes one replica's copy of a key.
   *
   * <p>Copies of one key with one digest should have the same flags and payload; where they don't,
   * the greater ones are shown, whichever came first.
   *
   * @param replica its index
   * @param keyHigh the upper 64 bits of the key's hash
   * @param keyLow the lower 64 bits of the key's hash
   * @param high the upper 64 bits of the content digest
   * @param low the lower 64 bits of the content digest
   * @param flags the caller's own, given back with the entry
   * @param payload holds the bytes that are given back with the entry
   * @param offset where they begin
   * @param length how many they are, at most 1 MiB
   * @return true if with this copy all replicas have shown the key, each once and all with this
   *     digest: it has matched and is forgotten
   * @throws IndexOutOfBoundsException if there is no such replica, or the payload isn't in its
   *     array
   * @throws IllegalStateException if the table is full: at 800 million keys or 32 GiB
   */
  public boolean add(
      int replica,
      long keyHigh,
      long keyLow,
      long high,
      long low,
      byte flags,
      byte[] payload,
      int offset,
      int length) {
    Objects.checkIndex(replica, replicas);
    EntryRecord.checkPayload(payload, offset, length);
    return table.add(
        keyHigh,
        keyLow,
        high,
        low,
        1 << replica,
        false,
        flags,
        NO_SEGMENT,
        payload,
        offset,
        length);
  }

  /** How many keys are held. */
  public int size() {
    return table.size();
  }

  /** How many bytes of heap this takes. */
  public long bytes() {
    return table.bytes();
  }

  /** Hands over each key that is held, in no order. The sink must not change this table. */
  public void forEach(EntrySink sink) {
    table.forEach(
        (chunk, at, position) ->
            sink.entry(
                EntryRecord.keyHigh(chunk, at),
                EntryRecord.keyLow(chunk, at),
                EntryRecord.high(chunk, at),
                EntryRecord.low(chunk, at),
                EntryRecord.mask(chunk, at),
                EntryRecord.differs(chunk, at),
                EntryRecord.flags(chunk, at),
                chunk,
                at + EntryRecord.PAYLOAD,
                EntryRecord.payloadLength(chunk, at)));
  }

  /**
   * Forgets everything, for the next segment. The memory is kept for it, unless it is over 1 MiB
   * and this segment has needed less than a quarter of it.
   */
  public void clear() {
    table.clear();
  }
}
