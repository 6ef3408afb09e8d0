package io.github.dynamodbha.sync.join;

/** Takes what a {@link SegmentTable} has left over. */
@FunctionalInterface
public interface EntrySink {
  /**
   * An entry.
   *
   * @param keyHigh the upper 64 bits of the key's hash
   * @param keyLow the lower 64 bits of the key's hash
   * @param high the upper 64 bits of the content digest
   * @param low the lower 64 bits of the content digest
   * @param mask the replicas that have shown the key: bit 0 for replica 0 and so on
   * @param differs whether two copies were not the same, or a replica has shown the key twice
   * @param flags as they were added
   * @param payload an array of the table's that holds the payload: read it, don't keep it
   * @param offset where the payload begins
   * @param length how many bytes it has
   */
  void entry(
      long keyHigh,
      long keyLow,
      long high,
      long low,
      int mask,
      boolean differs,
      byte flags,
      byte[] payload,
      int offset,
      int length);
}
