/** Tests of the package of this name. */
@NullMarked
package io.github.dynamodbha.cli.demo;

import org.jspecify.annotations.NullMarked;
