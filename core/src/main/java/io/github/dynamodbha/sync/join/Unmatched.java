package io.github.dynamodbha.sync.join;

/**
 * A key that did not match.
 *
 * <p>Where its copies differ, digest, flags and payload are those of one of them, the same one in
 * whatever order they came.
 *
 * @param keyHigh the upper 64 bits of the key's hash
 * @param keyLow the lower 64 bits of the key's hash
 * @param high the upper 64 bits of the content digest
 * @param low the lower 64 bits of the content digest
 * @param mask the replicas that have shown the key: bit 0 for replica 0 and so on
 * @param differs whether two copies were not the same, or a replica has shown the key twice
 * @param flags as they were added
 * @param segment the smallest segment that it was left over from
 * @param payload as it was added; not copied, so not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
public record Unmatched(
    long keyHigh,
    long keyLow,
    long high,
    long low,
    int mask,
    boolean differs,
    byte flags,
    int segment,
    byte[] payload) {

  static Unmatched of(byte[] record, int at) {
    return new Unmatched(
        EntryRecord.keyHigh(record, at),
        EntryRecord.keyLow(record, at),
        EntryRecord.high(record, at),
        EntryRecord.low(record, at),
        EntryRecord.mask(record, at),
        EntryRecord.differs(record, at),
        EntryRecord.flags(record, at),
        EntryRecord.segment(record, at),
        EntryRecord.payload(record, at));
  }
}
