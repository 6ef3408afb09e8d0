/**
 * The commands, one class each.
 *
 * <p>Open {@link io.github.dynamodbha.cli.command.GetCommand} first, then {@link
 * io.github.dynamodbha.cli.command.TableOptions}, which all that work on a table share. A command
 * reads its options, calls the library once, prints the result and returns an {@link
 * io.github.dynamodbha.cli.command.ExitCode}; what goes wrong is thrown. Used by one thread.
 */
@NullMarked
package io.github.dynamodbha.cli.command;

import org.jspecify.annotations.NullMarked;
