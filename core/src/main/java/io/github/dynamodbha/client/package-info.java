/**
 * The drop-in clients: the AWS SDK's own interfaces, over two or more regions.
 *
 * <p>{@link io.github.dynamodbha.client.HighlyAvailableDynamoDbClient} and {@link
 * io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient} are two thin faces of one {@code
 * Router}. What each operation is stands in {@code OperationTable}; how the regions keep a table
 * the same is a {@code Replication}, chosen for each table; {@code GlobalTables} is the one that
 * leaves it to AWS and only routes. Which region a call goes to is decided by {@code Route}, what
 * follows from a failed leg by {@code LegVerdict}, both apart from what carries them out.
 *
 * <p>Threads: a call of the synchronous face runs on the calling thread, in the first region and in
 * the next. What comes due (a hedge, the end of a call's time) runs on threads of its own, since
 * the caller's code may follow there. Everything public is thread-safe, but for the builders.
 */
@NullMarked
package io.github.dynamodbha.client;

import org.jspecify.annotations.NullMarked;
