/**
 * Makes the replicas of a table identical ({@code sync}) or proves that they are ({@code verify}).
 *
 * <p>{@link io.github.dynamodbha.sync.Reconciler} runs the steps one after the other, a class each:
 * plan, scan, digest and join, confirm, repair, purge, report. The calling thread coordinates; a
 * bounded pool of daemon threads, made for each run, waits for the regions. Pure decisions ({@link
 * io.github.dynamodbha.sync.Classification}) are apart from what carries them out.
 *
 * <p>Invariants: nothing is put or deleted without a condition; versions are never changed; no key
 * is held that all replicas have shown to be equal; every retry, queue and list has a bound.
 */
@NullMarked
package io.github.dynamodbha.sync;

import org.jspecify.annotations.NullMarked;
