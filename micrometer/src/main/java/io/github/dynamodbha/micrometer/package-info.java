/**
 * Metrics of the drop-in clients.
 *
 * <p>{@link io.github.dynamodbha.micrometer.MicrometerListener} is all there is: it is given to a
 * client's builder and counts into a {@code MeterRegistry}. The names are those of docs/metrics.md,
 * which a test compares with what a Prometheus registry shows. Thread-safe.
 */
@NullMarked
package io.github.dynamodbha.micrometer;

import org.jspecify.annotations.NullMarked;
