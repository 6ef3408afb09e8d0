/** Tests of the package of this name. */
@NullMarked
package io.github.dynamodbha.cli.output;

import org.jspecify.annotations.NullMarked;
