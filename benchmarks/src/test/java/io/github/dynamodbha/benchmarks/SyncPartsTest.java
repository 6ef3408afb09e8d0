package io.github.dynamodbha.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncPartsTest {
  private static final SyncSizes TINY =
      new SyncSizes(50, 1, 2, 200, 200, List.of(50, 500), List.of(50, 200), 1_000);

  @ParameterizedTest
  @CsvSource({
    "digest, | from bytes, all with time to live |",
    "engine, | from the reply's bytes |",
    "verify, | `verify` / bare scan |",
    "units, | 100 % | sync |",
    "growth, | local regions: dearest / cheapest",
    "memory, | yes |",
    "join, | reversed | 1,998 |"
  })
  void run_withTinyTables_printsItsTable(String name, String row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    SyncParts.of(TINY, 7).stream()
        .filter(part -> part.name().equals(name))
        .forEach(part -> part.run(new PrintStream(out, true, StandardCharsets.UTF_8)));

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("### ")
        .contains(row)
        .doesNotContain("null");
  }

  @Test
  void reply_whenNotOfSoManyItems_thenIsRefused() {
    byte[] body =
        "{\"Items\":[{\"id\":{\"S\":\"item-000000-0000\"}}]}".getBytes(StandardCharsets.UTF_8);

    assertThat(new RecordedReply(body, 1).items()).isEqualTo(1);
    assertThatThrownBy(() -> new RecordedReply(body, 2)).hasMessageContaining("holds 1 items");
  }

  @Test
  void page_ofASegment_hasItsKeys() {
    byte[] body =
        "{\"Items\":[{\"id\":{\"S\":\"item-000000-0000\"}}]}".getBytes(StandardCharsets.UTF_8);
    RecordedReply reply = new RecordedReply(body, 1);
    byte[] page = reply.page(0);

    reply.number(page, 4711);

    assertThat(new String(page, StandardCharsets.UTF_8)).contains("\"item-004711-0000\"");
    assertThat(new String(reply.page(0), StandardCharsets.UTF_8)).contains("\"item-000000-0000\"");
  }
}
