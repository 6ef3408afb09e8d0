/**
 * The protocols that keep replicas the same: what the simple table and the drop-in clients have in
 * common.
 *
 * <p>Each is written once, over futures: {@link io.github.dynamodbha.protocol.WriteProtocol}
 * (stamped conditional writes of whole images), {@link
 * io.github.dynamodbha.protocol.ConditionalWrites} (a caller's condition, judged in one region) and
 * {@link io.github.dynamodbha.protocol.ReadProtocol}. What replies mean is decided in values
 * ({@code WriteVerdict}, {@code Judgement}); the protocols carry it out. The exceptions are those
 * of the interface that they work for, by its {@link io.github.dynamodbha.protocol.CallErrors}.
 *
 * <p>Threads: a protocol goes on wherever its last reply arrived; nothing here blocks. Everything
 * is thread-safe.
 */
@NullMarked
package io.github.dynamodbha.protocol;

import org.jspecify.annotations.NullMarked;
