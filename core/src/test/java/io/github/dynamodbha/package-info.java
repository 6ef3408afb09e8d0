@NullMarked
package io.github.dynamodbha;

import org.jspecify.annotations.NullMarked;
