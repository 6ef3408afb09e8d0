package io.github.dynamodbha.sync.join;

/**
 * A key that matched: the greater of the flags and payload that its copies came with.
 *
 * @param flags as they were added
 * @param payload a copy
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
record Match(byte flags, byte[] payload) {}
