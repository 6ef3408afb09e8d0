/**
 * A deterministic simulator: the product's own protocol, read repair, sync, verify and purge, over
 * replicas that are a model of DynamoDB, under a scheduler that owns time, order and faults.
 *
 * <p>Everything that happens follows from a {@link io.github.dynamodbha.simulation.Plan}, which
 * follows from a seed; so a history can be replayed, and made smaller while it still fails. One
 * thread runs at a time (see {@link io.github.dynamodbha.simulation.Scheduler}); a simulation
 * belongs to the thread that runs it, and several threads may run one each.
 *
 * <p>Open {@link io.github.dynamodbha.simulation.Simulation} first: one history from its start to
 * its checks.
 */
@NullMarked
package io.github.dynamodbha.simulation;

import org.jspecify.annotations.NullMarked;
