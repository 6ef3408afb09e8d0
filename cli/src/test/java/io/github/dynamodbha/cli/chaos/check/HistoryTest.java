package io.github.dynamodbha.cli.chaos.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("w0.history");
  }

  @Test
  void history_whenRead_thenHoldsWhatWasWritten() throws IOException {
    try (HistoryWriter writer = new HistoryWriter(file, new AtomicLong()::getAndIncrement)) {
      writer.begin("w0#0", CallKind.PUT, "key-1", "w0#0");
      writer.end("w0#0", Outcome.ACKNOWLEDGED, "v1", Set.of("east"), "", "");
      writer.begin("w0#1", CallKind.READ, "key-1", "");
      writer.end("w0#1", Outcome.ACKNOWLEDGED, "", Set.of(), "w0#0", "a\tb\nc");
    }

    assertThat(HistoryReader.read(file))
        .containsExactly(
            new Call(
                "w0#0",
                CallKind.PUT,
                "key-1",
                "w0#0",
                0,
                1,
                Outcome.ACKNOWLEDGED,
                "v1",
                Set.of("east"),
                ""),
            new Call(
                "w0#1",
                CallKind.READ,
                "key-1",
                "w0#0",
                2,
                3,
                Outcome.ACKNOWLEDGED,
                "",
                Set.of(),
                "a b c"));
  }

  @Test
  void history_whenItsClientDied_thenTheLastCallIsUnknown() throws IOException {
    Files.writeString(
        file, "5\tbegin\tw0#0\tDELETE\tkey-1\t\n7\tend\tw0#0\tACKNOWLEDGED\tv1\teast,w");

    List<Call> calls = HistoryReader.read(file);

    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(calls.get(0).ended()).isEqualTo(Call.NEVER);
  }

  @Test
  void history_whenItsClientDiedWithinACharacter_thenTheRestIsRead() throws IOException {
    byte[] bytes = "5\tbegin\tw0#0\tPUT\tkey-1\tw0#0\n6\tbegin\tw0#1\tPUT\tké".getBytes(UTF_8);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));

    assertThat(HistoryReader.read(file)).extracting(Call::id).containsExactly("w0#0");
  }

  @Test
  void history_whenItIsEmpty_thenHoldsNoCall() throws IOException {
    Files.createFile(file);

    assertThat(HistoryReader.read(file)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7,end,w0#0,ACKNOWLEDGED,v1,east,,|no beginning of w0#0",
        "7,begin,w0#0,PUT,k,v;8,begin,w0#0,PUT,k,v|two beginnings of w0#0",
        "7,begin,w0#0,PUT,k,v;8,end,w0#0,UNKNOWN,,,,;9,end,w0#0,ACKNOWLEDGED,,,,|two ends of w0#0",
        "7,begin,w0#0,PUT,k,v;7,end,w0#0,UNKNOWN,,,,|too early",
        "7,begin,w0#0,PUT,k,v;8,fin,w0#0,UNKNOWN,,,,|a line of",
        "-1,begin,w0#0,PUT,k,v|-1",
        "7,begin,w0#0,PUSH,k,v|PUSH",
        "seven,begin,w0#0,PUT,k,v|seven"
      })
  void history_whenItIsSomethingElse_thenSaysSo(String lines, String why) throws IOException {
    Files.writeString(file, lines.replace(',', '\t').replace(';', '\n') + "\n");

    assertThatThrownBy(() -> HistoryReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why);
  }
}
