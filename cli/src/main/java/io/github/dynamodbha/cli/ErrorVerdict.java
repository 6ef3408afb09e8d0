package io.github.dynamodbha.cli;

/**
 * What follows from an exception.
 *
 * @param exitCode what the process returns
 * @param message what it prints, with the cure; empty for nothing
 */
record ErrorVerdict(int exitCode, String message) {}
