@NullMarked
package io.github.dynamodbha.cli.chaos;

import org.jspecify.annotations.NullMarked;
