/**
 * Tests of the whole: the command as users start it, clients that nobody here wrote, real data, and
 * the snippets of the docs.
 *
 * <p>Open {@link io.github.dynamodbha.systemtests.Command} first: it runs the launcher of the
 * release directory as a separate process. Every test has an access key of its own, and so its own
 * tables in the local regions that all share.
 */
@NullMarked
package io.github.dynamodbha.systemtests;

import org.jspecify.annotations.NullMarked;
