/**
 * The sync engine's own package, in the benchmarks' module.
 *
 * <p>The engine can read pages that come from no region, but only within its package: a page source
 * is no part of the product's interface, since a proof that replicas are identical must read the
 * replicas. {@link io.github.dynamodbha.sync.ReplayedTables} is the one class here; it gives the
 * benchmarks the whole engine over pages of their own, so that the engine is measured and no server
 * is.
 */
@NullMarked
package io.github.dynamodbha.sync;

import org.jspecify.annotations.NullMarked;
