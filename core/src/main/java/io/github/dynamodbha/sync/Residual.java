package io.github.dynamodbha.sync;

/**
 * A key that a segment left over: not all replicas showed it there with one digest.
 *
 * @param keyHigh upper half of the key's 128-bit hash
 * @param keyLow its lower half
 * @param high upper half of the item's digest
 * @param low its lower half
 * @param replicas a bit for each replica that showed the key
 * @param differs true if it was shown with different digests, or twice by one replica
 * @param flags which {@link Payload} it has
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes are carried, never compared.
record Residual(
    long keyHigh,
    long keyLow,
    long high,
    long low,
    int replicas,
    boolean differs,
    byte flags,
    byte[] payload) {}
