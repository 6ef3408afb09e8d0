package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ContentDigest;
import io.github.dynamodbha.item.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What the join gets of an item.
 *
 * @param keyHash the key's 128-bit hash, which the join goes by
 * @param digest the digest of the whole item
 * @param key the key
 * @param tombstone what a purge needs if it is a tombstone, else null
 */
record ScannedItem(
    ContentDigest keyHash, ContentDigest digest, ItemKey key, @Nullable Tombstone tombstone) {}
