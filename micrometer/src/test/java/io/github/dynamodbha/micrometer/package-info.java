@NullMarked
package io.github.dynamodbha.micrometer;

import org.jspecify.annotations.NullMarked;
