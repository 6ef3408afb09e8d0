/**
 * One table in one region: its calls, deadlines, failure classes and health.
 *
 * <p>A {@link io.github.dynamodbha.replica.RegionConnection} owns one SDK client with its own HTTP
 * client, connection pool, threads and retry budget, so that a sick region can't starve a healthy
 * one; a {@link io.github.dynamodbha.replica.Replica} is one table over it. Every call has a
 * deadline and ends in a {@link io.github.dynamodbha.replica.Reply}, an answer or a classified
 * failure, never in an exception of the future. What a failure means is decided in one place,
 * {@link io.github.dynamodbha.replica.FailureTable}.
 *
 * <p>Open {@link io.github.dynamodbha.replica.Replica} first, then {@link
 * io.github.dynamodbha.replica.ReplicaItems}, which holds every conditional write there is.
 */
@NullMarked
package io.github.dynamodbha.replica;

import org.jspecify.annotations.NullMarked;
