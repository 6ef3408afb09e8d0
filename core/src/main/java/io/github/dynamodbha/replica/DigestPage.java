package io.github.dynamodbha.replica;

import io.github.dynamodbha.item.DigestedItems;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One page of a scan, digested.
 *
 * @param items the items, in the replica's own order
 * @param next where the next page starts, or null if this was the last
 * @param readUnits the capacity that it consumed, in read units; 0 if the engine doesn't say
 */
public record DigestPage(
    DigestedItems items, @Nullable Map<String, AttributeValue> next, double readUnits) {}
