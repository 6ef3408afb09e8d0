/** Tests of the package of this name. */
@NullMarked
package io.github.dynamodbha.cli.json;

import org.jspecify.annotations.NullMarked;
