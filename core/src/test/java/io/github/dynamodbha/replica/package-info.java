@NullMarked
package io.github.dynamodbha.replica;

import org.jspecify.annotations.NullMarked;
