/** Real regions on one machine: DynamoDB Local child processes, each behind a fault gate. */
@NullMarked
package io.github.dynamodbha.local;

import org.jspecify.annotations.NullMarked;
