/**
 * Items as JSON, in two forms: plain, where types are inferred, and DynamoDB's own, which loses
 * nothing. The only JSON codec of this program.
 *
 * <p>Open {@link io.github.dynamodbha.cli.json.ItemCodecs} first. Numbers keep their digits as
 * written: none passes through a {@code double}. What can't be read is refused with line and
 * column. Everything is immutable and used by one thread.
 */
@NullMarked
package io.github.dynamodbha.cli.json;

import org.jspecify.annotations.NullMarked;
