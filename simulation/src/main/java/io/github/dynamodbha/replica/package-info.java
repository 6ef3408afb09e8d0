/** Reaches what the product's package keeps to itself; holds no copy of it. */
@NullMarked
package io.github.dynamodbha.replica;

import org.jspecify.annotations.NullMarked;
