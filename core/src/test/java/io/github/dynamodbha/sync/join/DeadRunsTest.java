package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That cleaning up after dead runs touches nothing else: the system's directory is for all. */
class DeadRunsTest {
  @TempDir private Path parent;

  @Test
  void remove_whenOthersHaveFilesThere_thenOnlyThoseOfDeadRunsGo() throws IOException {
    Path localRegion = fileIn("dynamodb-ha-us-east-1-16506380632676579977");
    Path mine = fileIn("my-files");
    Path likeARun = fileIn(RunLock.PREFIX + "old_data-from-year-2024-december_31!");
    Path dead = fileIn(RunLock.PREFIX + "00000000-0000-0000-0000-000000000000");

    SpillDirectory.open(parent).close();

    assertThat(localRegion).exists();
    assertThat(mine).exists();
    assertThat(likeARun).exists();
    assertThat(dead.getParent()).doesNotExist();
  }

  private Path fileIn(String directory) throws IOException {
    return Files.writeString(
        Files.createDirectory(parent.resolve(directory)).resolve("file"), "content");
  }
}
