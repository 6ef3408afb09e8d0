/** That the harness works; no test here asserts a time. */
@NullMarked
package io.github.dynamodbha.benchmarks;

import org.jspecify.annotations.NullMarked;
