/**
 * What a replicated call costs beside the bare SDK client, and what it costs while a region is
 * dark; and how fast, and for how many units, whole tables are compared.
 *
 * <p>{@link io.github.dynamodbha.benchmarks.Benchmarks} is the program. Each {@code Comparison}
 * sets one subject against its anchors, in small interleaved blocks on the same regions, so that
 * whatever else the machine does falls on all alike: the ratios count, not the times. {@code
 * BlackHole} takes a region away under a warm table. One thread makes all calls.
 *
 * <p>The {@code Part}s measure sync and verify: whole runs, which take seconds, interleaved by
 * {@code WholeRuns}. {@code VerifyBenchmark} and {@code UnitsBenchmark} read local regions; {@code
 * EngineBenchmark}, {@code GrowthBenchmark} and {@code MemoryBenchmark} give the whole engine pages
 * that were recorded once; {@code JoinBenchmark} has synthetic keys only. Those about memory have
 * processes of their own.
 */
@NullMarked
package io.github.dynamodbha.benchmarks;

import org.jspecify.annotations.NullMarked;
