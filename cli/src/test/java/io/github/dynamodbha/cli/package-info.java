/** Tests of the package of this name. */
@NullMarked
package io.github.dynamodbha.cli;

import org.jspecify.annotations.NullMarked;
