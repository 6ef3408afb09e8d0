package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.systemtests.DivergentTable.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A sync whose files can't grow: the shell limits their size, so that writes fail as on a full
 * disk, in the middle of whatever is being written.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class FullDiskTest {
  /** POSIX counts in these. */
  private static final int ULIMIT_BLOCK_BYTES = 512;

  private final LocalRegions regions;
  @TempDir private Path directory;

  FullDiskTest(LocalRegions regions) {
    this.regions = regions;
  }

  /** The same process, whose files may have so many KiB each. */
  private static ProcessBuilder limited(int kibibytes, ProcessBuilder run) {
    List<String> command = new ArrayList<>();
    int blocks = kibibytes * 1024 / ULIMIT_BLOCK_BYTES;
    command.addAll(List.of("sh", "-c", "ulimit -f " + blocks + " && exec \"$@\"", "sh"));
    command.addAll(run.command());
    return run.command(command);
  }

  @Test
  void sync_whenWhatIsSpilledDoesNotFit_thenSaysWhereAndWhatToDoAndWritesNothing()
      throws Exception {
    try (DivergentTable table = new DivergentTable(regions, directory)) {
      Set<Map<String, AttributeValue>> east = table.items(0);
      Set<Map<String, AttributeValue>> west = table.items(1);

      Outcome outcome =
          Processes.run(limited(1, table.runWithoutCheckpoint(DivergentTable.SYNC)), "");

      assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(255);
      assertThat(outcome.err())
          .contains(table.spillDirectory().toString(), "File too large", "allow more memory")
          .doesNotContain("\tat ");
      assertThat(table.spillDirectory()).isEmptyDirectory();
      assertThat(table.items(0)).isEqualTo(east);
      assertThat(table.items(1)).isEqualTo(west);
    }
  }

  @Test
  void sync_whenTheCheckpointDoesNotFit_thenStopsAndGoesOnWhenThereIsRoom() throws Exception {
    Result whole;
    try (DivergentTable table = new DivergentTable(regions, directory)) {
      whole = table.finish(table.run(DivergentTable.SYNC));
    }
    // With room for what the scan finds, then for some of what is told before its repair.
    for (int kibibytes : new int[] {20, 80, 100}) {
      try (DivergentTable table = new DivergentTable(regions, directory)) {
        Outcome outcome = Processes.run(limited(kibibytes, table.run(DivergentTable.SYNC)), "");

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(255);
        assertThat(outcome.err())
            .contains(table.checkpoint().toString(), "File too large", "has space");
        assertThat(table.checkpoint()).isNotEmptyFile();
        assertThat(table.finish(table.run(DivergentTable.SYNC)))
            .as("after %d KiB", kibibytes)
            .isEqualTo(whole);
      }
    }
  }
}
