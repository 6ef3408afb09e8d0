package io.github.dynamodbha.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Steps through one JSON text; whatever goes wrong names the place. Not thread-safe. */
final class JsonCursor {
  /**
   * DynamoDB takes 32 levels, of up to two brackets each in its own JSON; beyond a few hundred the
   * stack ends before Jackson's own limit of 1000.
   */
  private static final int MAX_NESTING = 200;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
          .build();

  private final JsonInput input;
  private final JsonParser parser;

  JsonCursor(JsonInput input) {
    this.input = input;
    try {
      this.parser = FACTORY.createParser(input.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next token; null at the end of the text. */
  @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (JsonProcessingException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next token, which must not be the end. */
  JsonToken nextValue() {
    JsonToken token = next();
    if (token == null) {
      throw failure("the JSON ends too early: complete it");
    }
    return token;
  }

  /** The text of the current token: a string, a name, or a number as it is written. */
  String text() {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      throw refused(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Jackson names no place where its limits are exceeded. */
  private JsonInputException refused(JsonProcessingException e) {
    JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    return new JsonInputException(
        input,
        at,
        e instanceof StreamConstraintsException
            ? "no item may be so large or so deeply nested (DynamoDB takes 400 KB, 32 levels and"
                + " numbers of 38 digits): make it smaller or flatter, or store that part as text"
            : "no valid JSON: " + problem(e));
  }

  /** Jackson's own words, without its notes on where the object began. */
  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int note = message.indexOf(" (start marker at");
    return (note < 0 ? message : message.substring(0, note)) + ": correct it there";
  }

  /** A refusal at the current token. */
  JsonInputException failure(String problem) {
    return new JsonInputException(input, parser.currentTokenLocation(), problem);
  }
}
