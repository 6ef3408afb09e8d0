package io.github.dynamodbha.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dynamodbha.cli.json.JsonOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints what a command has to say: one record, or several with the same fields. */
public final class RecordPrinter {
  private RecordPrinter() {}

  /** Prints one record. */
  public static void print(Console console, OutputFormat format, Map<String, ?> fields) {
    if (format.hasColumns()) {
      grid(console, format, List.of(fields));
    } else {
      json(console, format, fields);
    }
  }

  /** Prints several records: an array in JSON, a line each otherwise. */
  public static void print(
      Console console, OutputFormat format, List<? extends Map<String, ?>> records) {
    switch (format) {
      case json -> json(console, format, records);
      case jsonl -> records.forEach(fields -> json(console, format, fields));
      case table, text -> grid(console, format, records);
    }
  }

  private static void json(Console console, OutputFormat format, Object value) {
    try (JsonGenerator json = JsonOutput.generator(console.out(), format == OutputFormat.json)) {
      JsonOutput.write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    console.line("");
  }

  private static void grid(
      Console console, OutputFormat format, List<? extends Map<String, ?>> records) {
    if (records.isEmpty()) {
      return;
    }
    List<String> columns = List.copyOf(records.get(0).keySet());
    Grid grid = new Grid(columns);
    records.forEach(fields -> grid.add(columns.stream().map(c -> cell(fields.get(c))).toList()));
    grid.print(console, format);
  }

  private static String cell(@Nullable Object value) {
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(Objects::toString).collect(Collectors.joining(", "));
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining("; "));
    }
    return value == null ? "" : value.toString();
  }
}
