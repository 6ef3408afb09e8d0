/**
 * The simple interface: a table that is usable while a region is not.
 *
 * <p>{@link io.github.dynamodbha.table.HighlyAvailableTable} and {@link
 * io.github.dynamodbha.table.AsyncHighlyAvailableTable} are two thin faces of one {@code
 * TableCore}, whose protocols are written once, over futures: {@code WriteProtocol} (stamped
 * conditional writes of whole images), {@code ConditionalWrites} (a caller's condition, judged in
 * one region), {@code ReadProtocol} and the two scans. What replies mean is decided in values
 * ({@code WriteVerdict}); the protocols carry it out.
 *
 * <p>Threads: a protocol goes on wherever its last reply arrived; nothing here blocks but the
 * synchronous face. All public types are thread-safe, but for the builders.
 */
@NullMarked
package io.github.dynamodbha.table;

import org.jspecify.annotations.NullMarked;
