/**
 * Tries readers with inputs that nobody meant: {@link io.github.dynamodbha.fuzz.Fuzzing} runs a
 * target over the kept corpus and over mutants of valid inputs, and watches what each run throws,
 * allocates and takes. The targets are beside the classes they try, named {@code *FuzzTest}; see
 * docs/decisions/0030-fuzzing.md.
 */
@NullMarked
package io.github.dynamodbha.fuzz;

import org.jspecify.annotations.NullMarked;
