package io.github.dynamodbha.cli.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void history_whenItIsEmpty_thenHoldsNoCall() throws IOException {
    Files.createFile(file);

    assertThat(HistoryReader.read(file)).isEmpty();
  }

  @Test
  void history_whenItIsSomethingElse_thenSaysSo() throws IOException {
    Files.writeString(file, "7\tend\tw0#0\tACKNOWLEDGED\tv1\teast\t\t\n");

    assertThatThrownBy(() -> HistoryReader.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no beginning of w0#0");
  }
}
