/**
 * Brings together what the replicas of a table hold of each key, in a bounded part of the heap.
 *
 * <p>Two levels. A {@link io.github.dynamodbha.sync.join.SegmentTable} belongs to one thread that
 * reads a segment of all replicas side by side: nearly every key is matched and forgotten there.
 * What is left of a segment goes to the {@link io.github.dynamodbha.sync.join.ResidualJoin}, which
 * all threads share and which goes to disk when its memory is full; open that class first. Its
 * files lie in a {@link io.github.dynamodbha.sync.join.SpillDirectory}.
 *
 * <p>Invariants: a key is reported as matched only when every replica has shown it with one digest;
 * every other key is left over, once; what has been added is never lost silently: a file that
 * cannot be written, or is not read back as it was written, is a {@link
 * io.github.dynamodbha.sync.join.SpillException}. Nothing here knows items, regions or sync.
 */
@NullMarked
package io.github.dynamodbha.sync.join;

import org.jspecify.annotations.NullMarked;
