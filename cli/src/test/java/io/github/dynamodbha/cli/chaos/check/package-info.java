@NullMarked
package io.github.dynamodbha.cli.chaos.check;

import org.jspecify.annotations.NullMarked;
