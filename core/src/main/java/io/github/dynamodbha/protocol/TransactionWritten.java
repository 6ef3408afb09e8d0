package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * What became of a transaction that enough regions stored whole.
 *
 * @param stored the regions that stored all of it, in order of preference
 * @param missed the other regions; they may have stored a part
 * @param answer the judging region's answer, or null if it was lost
 */
public record TransactionWritten(
    List<String> stored,
    Map<String, Failure> missed,
    @Nullable TransactWriteItemsResponse answer) {}
