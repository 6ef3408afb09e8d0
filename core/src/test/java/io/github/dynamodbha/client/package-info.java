@NullMarked
package io.github.dynamodbha.client;

import org.jspecify.annotations.NullMarked;
