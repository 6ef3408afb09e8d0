/** The join against a plain map, on real files; only a full disk is played. */
@NullMarked
package io.github.dynamodbha.sync.join;

import org.jspecify.annotations.NullMarked;
