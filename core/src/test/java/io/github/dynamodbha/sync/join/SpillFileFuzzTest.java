package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillFileFuzzTest {
  @Test
  void read_ofAnything_isWhatWasWrittenOrAnError(@TempDir Path parent) throws Exception {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      List<byte[]> records = new ArrayList<>();
      SpillFile file = new SpillFile(directory, "fuzz", 64);
      for (int length : new int[] {0, 1, 20, 100, 0, 30, 30}) {
        byte[] record = new byte[length];
        Arrays.fill(record, (byte) length);
        records.add(record);
        file.append(record, 0, length);
      }
      file.seal();
      Path path = file.read().path();
      byte[] whole = Files.readAllBytes(path);
      Fuzzing.fuzz(
          "spill",
          List.of(whole),
          2_000,
          input -> {
            Files.write(path, input);
            List<byte[]> read = new ArrayList<>();
            try (SpillReader reader = file.read()) {
              while (reader.next()) {
                read.add(reader.record());
              }
            } catch (SpillException refused) {
              return;
            }
            assertThat(read).usingElementComparator(Arrays::compare).isEqualTo(records);
          });
    }
  }
}
