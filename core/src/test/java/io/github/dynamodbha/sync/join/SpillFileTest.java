package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That what is read is what was written, or an error. */
class SpillFileTest {
  @TempDir Path parent;

  @SuppressWarnings("NullAway.Init") // set before each test
  private SpillDirectory directory;

  @BeforeEach
  void open() {
    directory = SpillDirectory.open(parent);
  }

  @AfterEach
  void close() {
    directory.close();
  }

  private SpillFile file(int seed, List<byte[]> records) {
    Random random = new Random(seed);
    SpillFile file = new SpillFile(directory, "test", 64);
    for (int i = 0; i < 12; i++) {
      byte[] record = new byte[random.nextInt(i == 5 ? 500 : 40)];
      random.nextBytes(record);
      records.add(record);
      file.append(record, 0, record.length);
    }
    file.seal();
    return file;
  }

  private static List<byte[]> read(SpillFile file) {
    List<byte[]> records = new ArrayList<>();
    try (SpillReader reader = file.read()) {
      while (reader.next()) {
        records.add(reader.record());
      }
      assertThat(reader.next()).isFalse();
    }
    return records;
  }

  @Test
  void read_returnsWhatWasWritten() {
    for (int seed = 0; seed < 50; seed++) {
      List<byte[]> records = new ArrayList<>();
      SpillFile file = file(seed, records);
      assertThat(read(file)).usingElementComparator(Arrays::compare).isEqualTo(records);
      assertThat(file.records()).isEqualTo(records.size());
      file.delete();
    }
  }

  @Test
  void read_whenAnyBitIsChanged_thenIsAnError() throws IOException {
    SpillFile file = file(1, new ArrayList<>());
    Path path = file.read().path();
    byte[] bytes = Files.readAllBytes(path);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      expectDamage(file, path, damaged);
    }
    Files.write(path, bytes);
    assertThat(read(file)).hasSize(12);
  }

  @Test
  void read_whenTheFileIsCutAnywhere_thenIsAnError() throws IOException {
    SpillFile file = file(2, new ArrayList<>());
    Path path = file.read().path();
    byte[] bytes = Files.readAllBytes(path);
    for (int length = 0; length < bytes.length; length++) {
      expectDamage(file, path, Arrays.copyOf(bytes, length));
    }
  }

  @Test
  void read_whenItHoldsAnotherFilesBlocks_thenIsAnError() throws IOException {
    SpillFile file = file(3, new ArrayList<>());
    SpillFile same = file(3, new ArrayList<>());
    expectDamage(file, file.read().path(), Files.readAllBytes(same.read().path()));
  }

  @Test
  void read_whenTheFileIsGone_thenIsAnError() throws IOException {
    SpillFile file = file(4, new ArrayList<>());
    Files.delete(file.read().path());
    assertThatExceptionOfType(SpillException.class).isThrownBy(() -> read(file));
  }

  private static void expectDamage(SpillFile file, Path path, byte[] bytes) throws IOException {
    Files.write(path, bytes);
    assertThatExceptionOfType(SpillException.class)
        .isThrownBy(() -> read(file))
        .withMessageContaining(path.toString())
        .withMessageContaining("Nothing was concluded from it");
  }
}
