/**
 * {@code dynamodb-ha chaos}: whole processes that write, fail and are killed, and a judgement of
 * what they leave.
 *
 * <p>{@link io.github.dynamodbha.cli.chaos.ChaosRun} plays rounds; what happens in a {@link
 * io.github.dynamodbha.cli.chaos.Round} is decided before by its {@link
 * io.github.dynamodbha.cli.chaos.RoundPlan}, a pure function of the seed. Writers ({@link
 * io.github.dynamodbha.cli.chaos.WriterMain}) and syncs ({@link
 * io.github.dynamodbha.cli.chaos.SyncMain}) are processes of their own, started by their class, and
 * end when their standard input does: with this process, however that ends. The judgement is in
 * {@code check}, which knows nothing of the library.
 *
 * <p>Threads: one for each region's faults and each writer's lives, one for syncs, all ended with
 * the round.
 */
@NullMarked
package io.github.dynamodbha.cli.chaos;

import org.jspecify.annotations.NullMarked;
