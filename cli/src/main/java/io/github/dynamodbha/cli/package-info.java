/**
 * The command {@code dynamodb-ha}: what a process needs around its commands.
 *
 * <p>{@link io.github.dynamodbha.cli.Main} is the entry: it finds the command, runs it, and turns
 * what went wrong into a message and an exit code by one table, {@link
 * io.github.dynamodbha.cli.ErrorTable}. The commands are in {@code command} and {@code demo}, items
 * as JSON in {@code json}, what is printed in {@code output}, how far a run is in {@code progress}.
 *
 * <p>Threads: the main thread, but for the demo's traffic and the timer of progress. Invariants:
 * data goes to standard output, everything else to standard error; no exit but through {@code
 * Main}.
 */
@NullMarked
package io.github.dynamodbha.cli;

import org.jspecify.annotations.NullMarked;
