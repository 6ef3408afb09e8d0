/** Reaches what the product's package keeps to itself; holds no copy of it. */
@NullMarked
package io.github.dynamodbha.table;

import org.jspecify.annotations.NullMarked;
