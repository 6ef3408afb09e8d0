/**
 * Judges what a chaos run left: {@link io.github.dynamodbha.cli.chaos.check.Checker} compares the
 * histories that the clients kept with what lies in the tables, and {@link
 * io.github.dynamodbha.cli.chaos.check.Finding} says what should not be so.
 *
 * <p>It shares no code with the library that is on trial, neither its readers nor its order of
 * copies: a mistake of theirs must not hide itself. One thread; no input or output but the files of
 * histories.
 */
@NullMarked
package io.github.dynamodbha.cli.chaos.check;

import org.jspecify.annotations.NullMarked;
