package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
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

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 5_000, 1 << 20})
  void records_whateverTheBudget_areThoseAddedInTheirOrder(long budget) {
    Random random = new Random(budget);
    List<String> added = new ArrayList<>();
    try (Spool spool = new Spool(directory, "due", budget)) {
      for (int i = 0; i < 500; i++) {
        String record = "r" + i + "x".repeat(random.nextInt(i % 100 == 0 ? 9_000 : 30));
        spool.add(bytes(record));
        added.add(record);
        if (i % 97 == 0) {
          assertThat(read(spool)).isEqualTo(added);
        }
        assertThat(spool.heldBytes()).isLessThanOrEqualTo(budget);
      }
      assertThat(spool.size()).isEqualTo(500);
      assertThat(read(spool)).isEqualTo(added);
      assertThat(read(spool)).isEqualTo(added);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> read(Spool spool) {
    List<String> read = new ArrayList<>();
    spool.records().forEachRemaining(r -> read.add(new String(r, StandardCharsets.UTF_8)));
    return read;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1 << 20})
  void records_whileOthersAreAdded_areThoseThatThereWere(long budget) {
    try (Spool spool = new Spool(directory, "due", budget)) {
      spool.add(bytes("first"));
      Spool.Records records = spool.records();
      spool.add(bytes("second"));
      assertThat(records.next()).isEqualTo(bytes("first"));
      assertThat(records.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(records::next);
      assertThat(read(spool)).containsExactly("first", "second");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2_000, 1 << 20})
  void add_whenThreadsAddAtOnce_thenLosesNothing(long budget) {
    try (Spool spool = new Spool(directory, "due", budget)) {
      IntStream.range(0, 2_000).parallel().forEach(i -> spool.add(bytes("r" + i)));
      assertThat(read(spool))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 2_000).mapToObj(i -> "r" + i).toList());
    }
  }

  @Test
  void close_whenThereIsAFile_thenRemovesIt() throws Exception {
    Spool spool = new Spool(directory, "due", 0);
    spool.add(bytes("one"));
    Path file = onlyFile();
    assertThat(file.getFileName().toString()).startsWith("due");
    spool.close();
    assertThat(file).doesNotExist();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> spool.add(bytes("x")));
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(spool::records);
  }

  private Path onlyFile() throws Exception {
    try (var files = Files.walk(parent)) {
      return files
          .filter(f -> Files.isRegularFile(f) && !f.toString().endsWith(".lock"))
          .reduce((a, b) -> a.resolve("several"))
          .orElseThrow();
    }
  }

  @Test
  void records_whenTheFileIsCut_thenSaysSo() throws Exception {
    try (Spool spool = new Spool(directory, "due", 0)) {
      spool.add(bytes("one"));
      assertThat(read(spool)).hasSize(1);
      Files.write(onlyFile(), new byte[0]);
      assertThatExceptionOfType(SpillException.class)
          .isThrownBy(() -> read(spool))
          .withMessageContaining(onlyFile().toString())
          .withMessageContaining("Check the disk");
    }
  }

  @Test
  void add_whenTheDiskIsFull_thenSaysWhereAndWhatToDoAndCloses() {
    try (SpillDirectory full = SpillDirectory.open(parent, new FullDisk(3_000))) {
      Spool spool = new Spool(full, "due", 500);
      assertThatExceptionOfType(SpillException.class)
          .isThrownBy(() -> IntStream.range(0, 10_000).forEach(i -> spool.add(bytes("record" + i))))
          .withMessageContaining(parent.toString())
          .withMessageContaining("No space left on device")
          .withMessageContaining("Free space there");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> spool.add(bytes("after")));
      spool.close();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
