package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.join.SpillException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A disk that can't be written ends the run clearly, and leaves nothing that the next one minds.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class SyncDiskTest {
  private static final int GROUPS = 100;
  private static final SyncLimits LITTLE_MEMORY = SyncLimits.DEFAULT.withMemoryBytes(1 << 16);

  /** Linux's device that is always full. */
  private static final Path FULL = Path.of("/dev/full");

  private final LocalRegions regions;
  @TempDir private Path directory;

  SyncDiskTest(LocalRegions regions) {
    this.regions = regions;
  }

  @Test
  void sync_whenItCannotSpill_thenSaysWhereAndWhatToDoAndWritesNothing() throws IOException {
    try (TestTable table = filled()) {
      Path file = Files.createFile(directory.resolve("a file"));
      SyncOptions spilling =
          SyncOptions.builder().limits(LITTLE_MEMORY).spillDirectory(file).build();
      Map<String, Map<String, AttributeValue>> west = table.raw(1);

      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(spilling))
          .withMessageContainingAll(file.toString(), "FileAlreadyExists", "more memory")
          .withRootCauseInstanceOf(IOException.class);

      assertThat(table.raw(1)).isEqualTo(west);
      assertThat(table.sync(SyncOptions.DEFAULT).counts().repaired()).isEqualTo(5 * GROUPS);
      assertThat(table.verify().identical()).isTrue();
    }
  }

  @Test
  void sync_whenTheDiskGoesAmidTheScan_thenLosesOnlyTheSpillAndGoesOnFromItsCheckpoint() {
    try (TestTable table = filled()) {
      Path spill = directory.resolve("spill");
      SyncOptions options =
          SyncOptions.builder()
              .limits(LITTLE_MEMORY)
              .spillDirectory(spill)
              .checkpoint(directory.resolve("checkpoint"))
              .concurrency(1)
              .build();
      SyncListener vandal =
          new SyncListener() {
            @Override
            public void onProgress(SyncProgress progress) {
              damage(spill);
            }
          };

      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(options.toBuilder().listener(vandal).build()))
          .withMessageContainingAll(spill.toString(), "not what was written")
          .withCauseInstanceOf(SpillException.class);

      assertThat(spill).isEmptyDirectory();
      assertThat(table.sync(options).counts().repaired()).isEqualTo(5 * GROUPS);
      assertThat(spill).isEmptyDirectory();
      assertThat(table.verify().identical()).isTrue();
    }
  }

  /** Empties what has been spilled. */
  private static void damage(Path spill) {
    if (Files.isDirectory(spill)) {
      try (var files = Files.walk(spill)) {
        for (Path file : files.filter(f -> !f.toString().endsWith(".lock")).toList()) {
          if (Files.isRegularFile(file)) {
            Files.write(file, new byte[0]);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void sync_whenTheCheckpointCannotBeWritten_thenSaysSoAndWritesNothing() throws IOException {
    try (TestTable table = filled()) {
      Map<String, Map<String, AttributeValue>> west = table.raw(1);
      Path file = Files.createFile(directory.resolve("a file"));
      for (Path path : new Path[] {directory, directory.resolve("no/such"), file.resolve("x")}) {
        assertThatExceptionOfType(SyncException.class)
            .isThrownBy(() -> table.sync(SyncOptions.builder().checkpoint(path).build()))
            .withMessageContainingAll(path.toString(), "can't be read or written", "name a file");
      }
      assertThat(table.raw(1)).isEqualTo(west);
    }
  }

  @Test
  void sync_whenTheDiskIsFullFromTheStart_thenSaysSo() {
    Assumptions.assumeTrue(Files.isWritable(FULL), "there is no " + FULL);
    try (TestTable table = filled()) {
      assertThatExceptionOfType(SyncException.class)
          .isThrownBy(() -> table.sync(SyncOptions.builder().checkpoint(FULL).build()))
          .withMessageContainingAll(FULL.toString(), "No space left");
    }
  }

  private TestTable filled() {
    TestTable table = TestTable.create(regions);
    Divergent.fill(table, GROUPS);
    return table;
  }
}
