/**
 * What an item is, and which of two copies of it wins: keys, versions, tombstones, order and
 * digest.
 *
 * <p>Everything here is pure. There is no I/O, and the only clock and the only randomness are those
 * passed to {@link io.github.dynamodbha.item.VersionClock}, which is also the only mutable class.
 * All types are safe for use by many threads.
 *
 * <p>Invariants: every pair of copies of one key has one winner, the same on every machine; equal
 * items have equal digests however their numbers and sets are spelled; no two writes of one process
 * share a version.
 *
 * <p>Open {@link io.github.dynamodbha.item.ItemCopy} first, then {@link
 * io.github.dynamodbha.item.CopyOrder}.
 */
@NullMarked
package io.github.dynamodbha.item;

import org.jspecify.annotations.NullMarked;
