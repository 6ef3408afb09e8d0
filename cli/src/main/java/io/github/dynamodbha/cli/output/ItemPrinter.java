package io.github.dynamodbha.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dynamodbha.cli.json.ItemCodec;
import io.github.dynamodbha.cli.json.JsonOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Prints items, key attributes first and the others by name. At the end it says once which
 * attributes lost their type. Not thread-safe.
 */
public final class ItemPrinter {
  /** Columns are known when all items are; more than this belongs in a format without columns. */
  private static final int MAX_ROWS = 100_000;

  private final Console console;
  private final OutputFormat format;
  private final ItemCodec codec;
  private final List<String> keyAttributes;
  private final SortedSet<String> lossy = new TreeSet<>();
  private final List<Map<String, AttributeValue>> rows = new ArrayList<>();
  private @Nullable JsonGenerator document;

  /** A printer for items of a table with these key attributes. */
  public ItemPrinter(
      Console console, OutputFormat format, ItemCodec codec, List<String> keyAttributes) {
    this.console = console;
    this.format = format;
    this.codec = codec;
    this.keyAttributes = List.copyOf(keyAttributes);
  }

  /** Prints one item alone. */
  public void printOne(Map<String, AttributeValue> item) {
    if (format == OutputFormat.json) {
      inDocument(json -> codec.write(json, ordered(item)));
    } else {
      print(null, item);
    }
    end();
  }

  /** Begins a list of items, or with {@code byKey} an object of them. */
  public void begin(boolean byKey) {
    if (format == OutputFormat.json) {
      inDocument(
          json -> {
            if (byKey) {
              json.writeStartObject();
            } else {
              json.writeStartArray();
            }
          });
    }
  }

  /** Prints an item of the list, under its key if one is given. */
  public void print(@Nullable String key, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> ordered = ordered(item);
    if (format.hasColumns()) {
      addRow(ordered);
    } else if (format == OutputFormat.jsonl) {
      console.line(JsonOutput.compact(json -> write(json, key, ordered)));
    } else {
      inDocument(
          json -> {
            if (key != null) {
              json.writeFieldName(key);
            }
            codec.write(json, ordered);
          });
    }
  }

  /** Ends what was begun. */
  public void end() {
    if (format.hasColumns()) {
      printRows();
    } else if (format == OutputFormat.json) {
      // Closing ends the array or object too.
      inDocument(JsonGenerator::close);
      console.line("");
    }
    if (!lossy.isEmpty()) {
      console.note(
          "note: sets and binary in "
              + lossy
              + " are shown as lists and Base64 text; --format dynamodb-json keeps their types");
    }
  }

  private void write(JsonGenerator json, @Nullable String key, Map<String, AttributeValue> item)
      throws IOException {
    if (key == null) {
      codec.write(json, item);
      return;
    }
    json.writeStartObject();
    json.writeFieldName(key);
    codec.write(json, item);
    json.writeEndObject();
  }

  private void addRow(Map<String, AttributeValue> item) {
    if (rows.size() == MAX_ROWS) {
      throw new IllegalArgumentException(
          "The table has more than "
              + MAX_ROWS
              + " items, too many for --output "
              + format
              + ": use --output jsonl");
    }
    rows.add(item);
  }

  private void printRows() {
    if (rows.isEmpty()) {
      return;
    }
    SortedSet<String> others = new TreeSet<>();
    rows.forEach(row -> others.addAll(row.keySet()));
    List<String> columns = new ArrayList<>(keyAttributes);
    others.stream().filter(name -> !keyAttributes.contains(name)).forEach(columns::add);
    Grid grid = new Grid(columns);
    rows.forEach(row -> grid.add(columns.stream().map(c -> cell(row.get(c))).toList()));
    grid.print(console, format);
  }

  private String cell(@Nullable AttributeValue value) {
    return value == null ? "" : codec.cell(value);
  }

  private Map<String, AttributeValue> ordered(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> ordered = new LinkedHashMap<>();
    for (String name : keyAttributes) {
      AttributeValue value = item.get(name);
      if (value != null) {
        ordered.put(name, value);
      }
    }
    item.keySet().stream().sorted().forEach(name -> ordered.put(name, item.get(name)));
    ordered.forEach(
        (name, value) -> {
          if (codec.loses(value)) {
            lossy.add(name);
          }
        });
    return ordered;
  }

  private void inDocument(JsonOutput.Part part) {
    try {
      if (document == null) {
        document = JsonOutput.generator(console.out(), true);
      }
      part.writeTo(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
