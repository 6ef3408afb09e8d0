/** Tests of the package of this name. */
@NullMarked
package io.github.dynamodbha.cli.progress;

import org.jspecify.annotations.NullMarked;
