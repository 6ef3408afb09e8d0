package io.github.dynamodbha.systemtests;

/**
 * What a process left behind.
 *
 * @param exitCode what it returned
 * @param out its standard output
 * @param err its standard error
 */
record Outcome(int exitCode, String out, String err) {}
