package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  @TempDir private Path directory;
  private Path path;

  @BeforeEach
  void name() {
    path = directory.resolve("run.checkpoint");
  }

  @Test
  void blocks_whenReadAfterReopening_thenAreThoseAppendedInOrder() {
    append("one", "", "three");

    assertThat(blocks()).containsExactly("1:one", "1:", "1:three");
    append("four");
    assertThat(blocks()).containsExactly("1:one", "1:", "1:three", "1:four");
  }

  @Test
  void lastBlock_whenCutOffAtAnyByte_thenIsDroppedAndTheFileGoesOn() throws IOException {
    append("one");
    int whole = (int) Files.size(path);
    append("two");
    byte[] bytes = Files.readAllBytes(path);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(path, java.util.Arrays.copyOf(bytes, length));
      List<String> left = length < whole ? List.of() : List.of("1:one");
      assertThat(blocks()).as("cut at byte %d", length).isEqualTo(left);

      append("three");
      assertThat(blocks())
          .as("cut at byte %d", length)
          .hasSize(left.size() + 1)
          .endsWith("1:three");
    }
  }

  @Test
  void start_whenCutOff_thenWhatIsAppendedAtOnceIsReadLater() throws IOException {
    append("one");
    Files.write(path, java.util.Arrays.copyOf(Files.readAllBytes(path), 3));

    append("two");

    assertThat(blocks()).containsExactly("1:two");
  }

  @Test
  void block_whenAByteWasChanged_thenIsRefusedOrDroppedAsCutOff() throws IOException {
    append("one", "two");
    byte[] bytes = Files.readAllBytes(path);
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x20;
      Files.write(path, damaged);
      try {
        // A greater length is told from a block that was cut off by nothing.
        assertThat(blocks()).as("byte %d", at).isSubsetOf("1:one").doesNotContain("1:two");
      } catch (SyncException refused) {
        assertThat(refused).hasMessageContaining(path.toString()).hasMessageContaining("delete it");
      }
    }
  }

  @Test
  void file_whenItIsNoCheckpoint_thenIsRefusedAndLeftAsItWas() throws IOException {
    Files.writeString(path, "the only copy of a novel");

    assertThatThrownBy(() -> CheckpointFile.open(path))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("is no checkpoint");
    assertThat(path).hasContent("the only copy of a novel");
  }

  @Test
  void file_whenAnotherRunHasIt_thenIsRefused() {
    try (CheckpointFile first = CheckpointFile.open(path)) {
      assertThat(first.path()).isEqualTo(path);
      assertThatThrownBy(() -> CheckpointFile.open(path))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("in use by another run");
    }
    append("one");
    assertThat(blocks()).containsExactly("1:one");
  }

  /** Another process, which returns 0 if it gets the lock of a file, and 1 if another has it. */
  static final class Prober {
    private Prober() {}

    public static void main(String[] arguments) throws IOException {
      try (FileChannel channel =
          FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
        System.exit(channel.tryLock() == null ? 1 : 0);
      }
    }
  }

  private int probe() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path", ""),
            Prober.class.getName(),
            path.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }

  @Test
  void file_whenThisProcessWasRefusedIt_thenOtherProcessesStillAre() throws Exception {
    try (CheckpointFile first = CheckpointFile.open(path)) {
      Path link = Files.createSymbolicLink(directory.resolve("link"), first.path());
      for (Path name : List.of(path, link)) {
        assertThatThrownBy(() -> CheckpointFile.open(name)).hasMessageContaining("is in use");
        assertThat(probe()).as("tried as %s", name).isEqualTo(1);
      }
    }
    assertThat(probe()).isZero();
  }

  @Test
  void file_whenItsDirectoryIsMissing_thenSaysWhatToDo() {
    assertThatThrownBy(() -> CheckpointFile.open(directory.resolve("no/such/file")))
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("name a file in a directory that exists");
  }

  @Test
  void file_whenItIsMade_thenOnlyItsOwnerMayReadIt() throws IOException {
    append("one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void delete_whenTheRunHasEnded_thenNothingIsLeft() {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      file.append((byte) 1, new byte[10]);
      file.delete();
    }
    assertThat(directory).isEmptyDirectory();
  }

  private void append(String... contents) {
    try (CheckpointFile file = CheckpointFile.open(path)) {
      file.read((type, content) -> {});
      for (String content : contents) {
        file.append((byte) 1, content.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private List<String> blocks() {
    List<String> blocks = new ArrayList<>();
    try (CheckpointFile file = CheckpointFile.open(path)) {
      file.read((type, content) -> blocks.add(type + ":" + text(content)));
    }
    return blocks;
  }

  private static String text(ByteBuffer content) {
    return StandardCharsets.UTF_8.decode(content).toString();
  }
}
