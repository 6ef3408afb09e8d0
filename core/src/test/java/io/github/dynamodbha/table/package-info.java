@NullMarked
package io.github.dynamodbha.table;

import org.jspecify.annotations.NullMarked;
