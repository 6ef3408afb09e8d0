package io.github.dynamodbha.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.cli.output.Console;
import io.github.dynamodbha.cli.output.TestConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemOptionsTest {
  private static final Map<String, AttributeValue> MARS =
      Map.of("name", AttributeValue.fromS("Mars"));

  private final ItemOptions options = new ItemOptions();

  private static Console console(InputStream in) {
    return new TestConsole(in).console();
  }

  @Test
  void item_fromStandardInputOrAFile_isRead(@TempDir Path directory) throws IOException {
    byte[] json = "{\"name\":\"Mars\"}".getBytes(UTF_8);
    Path file = Files.write(directory.resolve("mars.json"), json);

    assertThat(options.read(console(new ByteArrayInputStream(json)), "--item", "-"))
        .isEqualTo(MARS);
    assertThat(options.read(console(InputStream.nullInputStream()), "--item", "file://" + file))
        .isEqualTo(MARS);
  }

  @Test
  void item_whenStandardInputHasNoEnd_thenIsRefusedAtTheBound() {
    assertThatThrownBy(() -> options.read(console(new Blanks()), "--item", "-"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("standard input is larger than " + ItemOptions.MAX_BYTES);
  }

  @Test
  void item_whenTheFileIsTooLarge_thenIsRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("large.json");
    try (InputStream blanks = new Blanks()) {
      Files.write(file, blanks.readNBytes(ItemOptions.MAX_BYTES + 1));
    }

    assertThatThrownBy(
            () -> options.read(console(InputStream.nullInputStream()), "--item", "file://" + file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--item: the file " + file + " is larger than");
  }

  private static final class Blanks extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Arrays.fill(into, offset, offset + length, (byte) ' ');
      return length;
    }
  }
}
