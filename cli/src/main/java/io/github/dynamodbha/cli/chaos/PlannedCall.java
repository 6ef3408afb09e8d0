package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.cli.chaos.check.CallKind;
import java.time.Duration;

/**
 * A call that a writer is to make.
 *
 * @param kind what it asks for
 * @param key the item's key
 * @param present what a condition asks for: that the key exists, or that it doesn't
 * @param pause how long to wait before it
 */
record PlannedCall(CallKind kind, String key, boolean present, Duration pause) {}
