package io.github.dynamodbha.client;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.protocol.Acknowledge;

/**
 * How a client replicates tables itself.
 *
 * @param items the names of the system attributes
 * @param acknowledge how many regions must store a write
 * @param clock where versions come from
 */
record ReplicationSettings(ItemFormat items, Acknowledge acknowledge, VersionClock clock) {}
