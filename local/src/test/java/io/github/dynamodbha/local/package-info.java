/** Tests of the local regions, over real DynamoDB Local (and dynalite where it is installed). */
@NullMarked
package io.github.dynamodbha.local;

import org.jspecify.annotations.NullMarked;
