/**
 * Real regions on one machine, for tests, demos and continuous integration.
 *
 * <p>A region is DynamoDB Local (or dynalite) in a child process, reachable from loopback only,
 * behind a TCP gate that injects faults. Open {@link io.github.dynamodbha.local.LocalRegions}
 * first, then {@link io.github.dynamodbha.local.Fault}; {@link
 * io.github.dynamodbha.local.WithLocalRegions} is the JUnit extension.
 *
 * <p>Threads: every public type may be used from any thread. A gate runs one daemon thread that
 * accepts and one for each open connection; a child process has one that reads its output.
 *
 * <p>Invariants: a child never outlives the process that started it; nothing is written outside the
 * temporary directory and the data directory that the caller named; every port is bound to
 * 127.0.0.1.
 */
@NullMarked
package io.github.dynamodbha.local;

import org.jspecify.annotations.NullMarked;
