package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResidualJoinTest {
  private static final byte[] PAYLOAD = new byte[20];
  private static final long TINY = 4 << 10;
  private static final long AMPLE = 16 << 20;

  @TempDir Path parent;

  private static void add(ResidualJoin join, int replica, long keyHigh, long keyLow) {
    join.add(keyHigh, keyLow, 5, 6, 1 << replica, false, (byte) 0, 0, PAYLOAD, 0, PAYLOAD.length);
  }

  private ResidualJoin join(long budget, SpillDirectory directory) {
    return new ResidualJoin(2, budget, directory, (flags, payload) -> {});
  }

  @ParameterizedTest
  @ValueSource(longs = {TINY, AMPLE})
  void join_whenNothingIsAdded_thenHasNoCandidatesAndTouchesNoDisk(long budget) {
    try (SpillDirectory directory = SpillDirectory.open(parent.resolve("absent"));
        ResidualJoin join = join(budget, directory)) {
      join.finish();
      assertThat(join.size()).isZero();
      assertThat(join.candidates().hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> join.candidates().next());
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void join_whenAllFits_thenTouchesNoDisk() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(AMPLE, directory)) {
      for (int i = 0; i < 20_000; i++) {
        add(join, 0, i * 0x9E3779B97F4A7C15L, i);
      }
      join.finish();
      assertThat(join.isOverBudget()).isFalse();
      assertThat(join.size()).isEqualTo(20_000);
      assertThat(directory.writtenBytes()).isZero();
      assertThat(parent).isEmptyDirectory();
    }
  }

  @Test
  void heldBytes_whateverIsAdded_areWhatIsReallyHeldAndWithinTheBudget() {
    long budget = 2 << 20;
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(budget, directory)) {
      for (int i = 0; i < 60_000; i++) {
        add(join, 0, i * 0x9E3779B97F4A7C15L, i);
        assertThat(join.heldBytes()).isLessThanOrEqualTo(budget);
        if (i % 3_000 == 0) {
          assertThat(Reachable.bytes(join)).isLessThanOrEqualTo(join.heldBytes() + 64_000);
        }
      }
      assertThat(join.isOverBudget()).isTrue();
      // Not by holding little either: a fifth may be lost to rounding.
      assertThat(join.peakBytes()).isBetween(budget / 5 * 4, budget);
      join.finish();
      assertThat(join.peakBytes()).isLessThanOrEqualTo(budget + 64_000);
      assertThat(Reachable.bytes(join)).isLessThanOrEqualTo(join.heldBytes() + 64_000);
      assertThat(join.size()).isEqualTo(60_000);
    }
  }

  @Test
  void memory_whenMostOfItsKeysHaveMatched_thenIsUsedAgainBeforeTheDiskIs() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(2 << 20, directory)) {
      for (int i = 0; i < 200_000; i++) {
        add(join, 0, i * 0x9E3779B97F4A7C15L, i);
        if (i >= 4_000) {
          add(join, 1, (i - 4_000) * 0x9E3779B97F4A7C15L, i - 4_000);
        }
      }
      assertThat(join.isOverBudget()).isFalse();
      join.finish();
      assertThat(join.size()).isEqualTo(4_000);
    }
  }

  @Test
  void finish_whenManyEntriesAreOfOneKey_thenTheyAreOneCandidateHoweverSmallTheBudget() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(TINY, directory)) {
      byte[] large = new byte[100_000];
      for (int i = 0; i < 200; i++) {
        large[0] = (byte) i;
        join.add(-1, -1, 5, 6, 1, false, (byte) 0, 7, large, 0, large.length - i);
        add(join, 0, -1, -2);
      }
      join.finish();
      assertThat(join.size()).isEqualTo(2);
      Candidates candidates = join.candidates();
      assertThat(candidates.next().keyLow()).isEqualTo(-2);
      Unmatched shown = candidates.next();
      assertThat(shown.differs()).isTrue();
      assertThat(shown.payload()).hasSize(100_000 - 199).startsWith(199);
      assertThat(candidates.hasNext()).isFalse();
    }
  }

  @Test
  void finish_whenAllKeysShareTheirUpperBits_thenTheSplitsMakeProgress() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(TINY, directory)) {
      for (int i = 999; i >= 0; i--) {
        add(join, 0, 0xABCDL, i);
      }
      join.finish();
      List<Long> order = new ArrayList<>();
      join.candidates().forEachRemaining(candidate -> order.add(candidate.keyLow()));
      assertThat(order).isSorted().hasSize(1_000);
      // Without skipping what is shared, each of the 59 levels above would write all of it again.
      assertThat(directory.writtenBytes()).isLessThan(1_000 * 68 * 12);
    }
  }

  @Test
  void close_whenOnDisk_thenRemovesEverything() throws IOException {
    for (boolean finished : new boolean[] {true, false}) {
      try (SpillDirectory directory = SpillDirectory.open(parent)) {
        ResidualJoin join = join(TINY, directory);
        fill(join);
        if (finished) {
          join.finish();
        }
        assertThat(files()).isNotEmpty();
        join.close();
        assertThat(files()).isEmpty();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> add(join, 0, 1, 1));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::finish);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::candidates);
        join.close();
      }
      assertThat(parent).isEmptyDirectory();
    }
  }

  private static void fill(ResidualJoin join) {
    for (int i = 0; i < 2_000; i++) {
      add(join, 0, i * 0x9E3779B97F4A7C15L, i);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(parent)) {
      return all.filter(f -> Files.isRegularFile(f) && !f.toString().endsWith(".lock")).toList();
    }
  }

  @Test
  void add_whenTheDiskIsFullAtAnyPoint_thenTheJoinFailsForGoodAndLeavesNothing() {
    for (long room = 0; room < 400_000; room += room < 4_000 ? 500 : 29_000) {
      try (SpillDirectory directory = SpillDirectory.open(parent, new FullDisk(room));
          ResidualJoin join = join(TINY, directory)) {
        assertThatExceptionOfType(SpillException.class)
            .isThrownBy(
                () -> {
                  fill(join);
                  join.finish();
                })
            .withMessageContaining(parent.toString())
            .withMessageContaining("No space left on device")
            .withMessageContaining("allow more memory");
        assertThatExceptionOfType(IllegalStateException.class)
            .isThrownBy(() -> add(join, 0, 1, 1))
            .withMessageContaining("No space left on device");
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::finish);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::candidates);
      }
      assertThat(parent).as("room for %d bytes", room).isEmptyDirectory();
    }
  }

  @Test
  void finish_whenAFileIsDamaged_thenSaysSoAndConcludesNothing() throws IOException {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(TINY, directory)) {
      fill(join);
      damage(files().get(0));
      assertThatExceptionOfType(SpillException.class)
          .isThrownBy(join::finish)
          .withMessageContaining(files().get(0).toString())
          .withMessageContaining("Nothing was concluded");
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::size);
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void candidates_whenAFileIsDamaged_thenStopThere() throws IOException {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(TINY, directory)) {
      fill(join);
      join.finish();
      damage(files().get(0));
      try (Candidates candidates = join.candidates()) {
        assertThatExceptionOfType(SpillException.class)
            .isThrownBy(() -> candidates.forEachRemaining(candidate -> {}));
      }
    }
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void calls_whenOutOfTurn_thenAreRefused() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(AMPLE, directory)) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(join::size)
          .withMessageContaining("finish()");
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::candidates);
      add(join, 0, 1, 1);
      join.finish();
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> add(join, 1, 1, 1));
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(join::finish);
      assertThat(join.size()).isEqualTo(1);
      assertThat(join.candidates()).toIterable().hasSize(1);
    }
  }

  @Test
  void arguments_whenImpossible_thenAreRefused() {
    try (SpillDirectory directory = SpillDirectory.open(parent);
        ResidualJoin join = join(AMPLE, directory)) {
      for (int mask : new int[] {0, 4, -1}) {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> join.add(1, 2, 3, 4, mask, false, (byte) 0, 0, PAYLOAD, 0, 1));
      }
      for (int segment : new int[] {-1, 1 << 20}) {
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
            .isThrownBy(() -> join.add(1, 2, 3, 4, 1, false, (byte) 0, segment, PAYLOAD, 0, 1));
      }
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> join(100, directory))
          .withMessageContaining("4096");
    }
  }
}
