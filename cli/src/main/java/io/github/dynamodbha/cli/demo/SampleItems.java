package io.github.dynamodbha.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbha.cli.json.ItemCodecs;
import io.github.dynamodbha.cli.json.JsonInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The planets and moons; their source is in the README beside the resource. */
final class SampleItems {
  /** Says whose figures they are. */
  static final String SOURCE =
      "NASA Planetary Fact Sheets, https://nssdc.gsfc.nasa.gov/planetary/factsheet/";

  private static final String RESOURCE = "planets-and-moons.jsonl";

  private SampleItems() {}

  static List<Map<String, AttributeValue>> load() {
    try (InputStream in =
        Objects.requireNonNull(SampleItems.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> ItemCodecs.PLAIN.read(new JsonInput(RESOURCE, line)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
