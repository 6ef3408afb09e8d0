/**
 * What is printed and where: data to standard output, everything else to standard error.
 *
 * <p>Open {@link io.github.dynamodbha.cli.output.Console} first. Items and records are written as
 * they come, but for tables, whose columns need them all. Used by the main thread, but for {@code
 * Console}'s notes and warnings, which any thread may print.
 */
@NullMarked
package io.github.dynamodbha.cli.output;

import org.jspecify.annotations.NullMarked;
