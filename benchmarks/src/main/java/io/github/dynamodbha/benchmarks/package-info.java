/**
 * What a replicated call costs beside the bare SDK client, and what it costs while a region is
 * dark.
 *
 * <p>{@link io.github.dynamodbha.benchmarks.Benchmarks} is the program. Each {@code Comparison}
 * sets one subject against its anchors, in small interleaved blocks on the same regions, so that
 * whatever else the machine does falls on all alike: the ratios count, not the times. {@code
 * BlackHole} takes a region away under a warm table. One thread makes all calls. {@code
 * JoinBenchmark} needs no regions: it joins synthetic tables in processes of its own.
 */
@NullMarked
package io.github.dynamodbha.benchmarks;

import org.jspecify.annotations.NullMarked;
