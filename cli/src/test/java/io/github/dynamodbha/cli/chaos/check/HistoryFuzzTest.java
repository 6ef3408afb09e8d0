package io.github.dynamodbha.cli.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
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

/** Histories as a kill leaves them, or as nobody wrote them. */
class HistoryFuzzTest {
  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("w0.history");
  }

  /** Two calls of one request, one by itself, and one that was under way; not only in ASCII. */
  private byte[] whole() throws IOException {
    try (HistoryWriter writer = new HistoryWriter(file, new AtomicLong()::getAndIncrement)) {
      writer.begin("w0#0", CallKind.PUT, "schlüssel-1", "w0#0");
      writer.begin("w0#1", CallKind.DELETE, "key-𝄞", "");
      writer.end("w0#0", Outcome.ACKNOWLEDGED, "v1", Set.of("east", "west"), "", "");
      writer.end("w0#1", Outcome.UNKNOWN, "", Set.of(), "", "délai dépassé");
      writer.begin("w0#2", CallKind.READ, "key-1", "");
      writer.end("w0#2", Outcome.ACKNOWLEDGED, "", Set.of(), "w0#0", "");
      writer.begin("w0#3", CallKind.PUT, "key-1", "w0#3");
    }
    return Files.readAllBytes(file);
  }

  /** However much of it was written, what is read agrees with the whole one. */
  @Test
  void history_cutAnywhere_isItsBeginning() throws IOException {
    byte[] bytes = whole();
    List<Call> all = HistoryReader.read(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      List<Call> calls = HistoryReader.read(file);
      for (int i = 0; i < calls.size(); i++) {
        Call call = calls.get(i);
        assertThat(call.begun()).isEqualTo(all.get(i).begun());
        if (call.ended() == Call.NEVER) {
          assertThat(call.outcome()).isEqualTo(Outcome.UNKNOWN);
        } else {
          assertThat(call).isEqualTo(all.get(i));
        }
      }
    }
  }

  @Test
  void history_ofAnything_isCallsOrRefused() throws IOException {
    Fuzzing.fuzz(
        "history",
        List.of(whole()),
        2_000,
        input -> {
          Files.write(file, input);
          List<Call> calls;
          try {
            calls = HistoryReader.read(file);
          } catch (IOException refused) {
            assertThat(refused).hasMessageContaining(file + " is no history");
            return;
          }
          assertThat(calls).extracting(Call::id).doesNotHaveDuplicates();
          assertThat(calls)
              .allMatch(call -> call.begun() < call.ended())
              .allMatch(call -> call.ended() < Call.NEVER || call.outcome() == Outcome.UNKNOWN);
        });
  }
}
