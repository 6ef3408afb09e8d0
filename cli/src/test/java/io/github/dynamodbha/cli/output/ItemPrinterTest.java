package io.github.dynamodbha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.cli.json.ItemCodecs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemPrinterTest {
  private static final Map<String, AttributeValue> IO =
      Map.of(
          "a", AttributeValue.fromN("1"),
          "name", AttributeValue.fromS("Io"));
  private static final Map<String, AttributeValue> TITAN =
      Map.of(
          "name", AttributeValue.fromS("Ti\ttan"),
          "tags", AttributeValue.fromSs(List.of("x")));

  private final TestConsole console = new TestConsole();

  private ItemPrinter printer(OutputFormat format) {
    return new ItemPrinter(console.console(), format, ItemCodecs.PLAIN, List.of("name"));
  }

  private void printBoth(OutputFormat format, boolean byKey) {
    ItemPrinter printer = printer(format);
    printer.begin(byKey);
    printer.print(byKey ? "Io" : null, IO);
    printer.print(byKey ? "Titan" : null, TITAN);
    printer.end();
  }

  @Test
  void json_printsAnArray_keyAttributesFirst() {
    printBoth(OutputFormat.json, false);

    assertThat(console.out())
        .isEqualTo(
            """
            [
              {
                "name": "Io",
                "a": 1
              },
              {
                "name": "Ti\\ttan",
                "tags": [
                  "x"
                ]
              }
            ]
            """);
  }

  @Test
  void json_byKey_printsAnObject() {
    printBoth(OutputFormat.json, true);

    assertThat(console.out()).startsWith("{\n  \"Io\": {").endsWith("  }\n}\n");
  }

  @Test
  void json_whenThereAreNone_isAnEmptyArray() {
    ItemPrinter printer = printer(OutputFormat.json);
    printer.begin(false);
    printer.end();

    assertThat(console.out()).isEqualTo("[]\n");
  }

  @Test
  void jsonl_printsALineForEach() {
    printBoth(OutputFormat.jsonl, true);

    assertThat(console.out())
        .isEqualTo(
            """
            {"Io":{"name":"Io","a":1}}
            {"Titan":{"name":"Ti\\ttan","tags":["x"]}}
            """);
  }

  @Test
  void table_alignsAllAttributes_andEscapesControlCharacters() {
    printBoth(OutputFormat.table, false);

    assertThat(console.out())
        .isEqualTo(
            """
            name         a  tags
            -----------  -  -----
            Io           1
            Ti\\u0009tan     ["x"]
            """);
  }

  @Test
  void text_putsTabsBetween() {
    printBoth(OutputFormat.text, false);

    assertThat(console.out()).startsWith("name\ta\ttags\nIo\t1\t\n");
  }

  @Test
  void lostTypes_areNamedOnceOnStandardError() {
    printBoth(OutputFormat.json, false);

    assertThat(console.err()).contains("[tags]").contains("--format dynamodb-json").hasLineCount(1);
  }
}
