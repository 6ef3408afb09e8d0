/** Tests of the protocols' decisions; the protocols themselves are tested through the table. */
@NullMarked
package io.github.dynamodbha.protocol;

import org.jspecify.annotations.NullMarked;
