/**
 * {@code dynamodb-ha demo}: the promises of this product, kept in front of the user's eyes.
 *
 * <p>Open {@link io.github.dynamodbha.cli.demo.DemoCommand} first. Needs no AWS account and no
 * credentials: it runs on local regions of its own. Threads: the traffic has a few of its own; all
 * shared state is in {@code Latencies}, which is thread-safe.
 */
@NullMarked
package io.github.dynamodbha.cli.demo;

import org.jspecify.annotations.NullMarked;
