package io.github.dynamodbha.cli.json;

import com.fasterxml.jackson.core.JsonLocation;

/** JSON that can't be read as an item; the message says where and what to do. */
public final class JsonInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JsonInputException(JsonInput input, JsonLocation at, String problem) {
    super(
        "%s, line %d, column %d: %s"
            .formatted(input.name(), at.getLineNr(), at.getColumnNr(), problem));
  }
}
