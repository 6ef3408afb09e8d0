package io.github.dynamodbha.cli.command;

import io.github.dynamodbha.cli.json.ItemCodec;
import io.github.dynamodbha.cli.json.ItemCodecs;
import io.github.dynamodbha.cli.json.JsonInput;
import io.github.dynamodbha.cli.output.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How items are written on the command line and printed. */
final class ItemOptions {
  private static final String FILE = "file://";

  /** An item has at most 400 KB, which JSON and its escapes make larger, but never so much. */
  static final int MAX_BYTES = 16 << 20;

  enum Format {
    json,
    dynamodb_json;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  @Option(
      names = "--format",
      order = 50,
      paramLabel = "FORMAT",
      description = "json (default), whose types are inferred, or dynamodb-json: {\"S\": ...}.")
  private Format format = Format.json;

  ItemCodec codec() {
    return switch (format) {
      case json -> ItemCodecs.PLAIN;
      case dynamodb_json -> ItemCodecs.DYNAMODB;
    };
  }

  /** Reads an item from an option's value: JSON, {@code file://FILE}, or {@code -} for stdin. */
  Map<String, AttributeValue> read(Console console, String option, String value) {
    return codec().read(input(console, option, value));
  }

  private static JsonInput input(Console console, String option, String value) {
    if (value.equals("-")) {
      try {
        return new JsonInput("standard input", text("standard input", console.in()));
      } catch (IOException e) {
        throw new UsageException("Standard input can't be read as UTF-8: " + e.getMessage());
      }
    }
    if (value.startsWith(FILE)) {
      return file(option, Path.of(value.substring(FILE.length())));
    }
    if (value.indexOf('\uFFFD') >= 0) {
      throw new UsageException(
          option + " is not written in UTF-8: set LC_ALL=C.UTF-8, or pass the item by file://FILE");
    }
    return new JsonInput(option, value);
  }

  private static JsonInput file(String option, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new JsonInput("file " + file, text(option + ": the file " + file, in));
    } catch (NoSuchFileException e) {
      throw new UsageException(
          option + ": there is no file " + file + " in " + Path.of("").toAbsolutePath());
    } catch (CharacterCodingException e) {
      throw new UsageException(option + ": the file " + file + " is not written in UTF-8");
    } catch (IOException e) {
      throw new UsageException(option + ": the file " + file + " can't be read: " + e);
    }
  }

  private static String text(String name, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new UsageException(
          name + " is larger than " + MAX_BYTES + " bytes: an item has at most 400 KB");
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
