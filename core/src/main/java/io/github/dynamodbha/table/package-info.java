/**
 * The simple interface: a table that is usable while a region is not.
 *
 * <p>{@link io.github.dynamodbha.table.HighlyAvailableTable} and {@link
 * io.github.dynamodbha.table.AsyncHighlyAvailableTable} are two thin faces of one {@code
 * TableCore}, which checks the input and hands over to the protocols of {@code protocol}; the two
 * scans are here.
 *
 * <p>Threads: nothing here blocks but the synchronous face. All public types are thread-safe, but
 * for the builders.
 */
@NullMarked
package io.github.dynamodbha.table;

import org.jspecify.annotations.NullMarked;
