/**
 * Shows how far a sync or verify is: as bars on a terminal, as lines in a log, or as JSON.
 *
 * <p>{@link io.github.dynamodbha.cli.progress.ProgressMode} chooses; {@link
 * io.github.dynamodbha.cli.progress.RunMeter} makes rates and estimates of what the run tells, and
 * the others print it. Pure but for the printing: time comes from a clock that is passed in.
 *
 * <p>Threads: the run's listener calls come one at a time; a timer's come beside them, so what both
 * use is locked.
 */
@NullMarked
package io.github.dynamodbha.cli.progress;

import org.jspecify.annotations.NullMarked;
