package io.github.dynamodbha.sync.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Blocks whose checksums are right, whatever is in them: what is settled of them is entries in
 * order, within the memory that there is, or an error.
 */
class EntryFileFuzzTest {
  private static final int REPLICAS = 2;
  private static final int ENTRIES = 12;
  private static final int PAYLOAD = 40;
  private static final int RUNS = 2_000;

  /** A chunk, the order of what is sorted, and an entry. */
  private static final long BEYOND_BUDGET = 2_000;

  private static final JoinSizes SIZES = JoinSizes.of(JoinSizes.MIN_BUDGET);

  @TempDir private Path parent;

  @Test
  void settle_ofAnyEntries_isEntriesInOrderOrAnError() throws IOException {
    fuzz("entries", 0x1234_5678_9ABC_DEF1L, 1_000);
  }

  /** One key is held in memory whatever there is of it: nothing else may pass for it. */
  @Test
  void settle_ofOneKey_isOneEntryOrAnError() throws IOException {
    fuzz("entries-of-one-key", 0, 0);
  }

  private void fuzz(String corpus, long step, long budget) throws IOException {
    try (SpillDirectory directory = SpillDirectory.open(parent)) {
      EntryFile file = new EntryFile(directory, "fuzz", 1 << 12);
      for (int i = 0; i < ENTRIES; i++) {
        long key = i / 2 * step;
        int mask = 1 << (i % REPLICAS);
        file.append(key, key, i / 4, 0, mask, false, (byte) 0, i, new byte[PAYLOAD], 0, i * 3);
      }
      file.seal();
      Path path;
      try (EntryReader reader = file.read()) {
        path = reader.path();
      }
      byte[] whole = Files.readAllBytes(path);
      byte[] body = Arrays.copyOfRange(whole, SpillFile.HEADER, whole.length);
      Fuzzing.fuzz(
          corpus,
          List.of(body),
          RUNS,
          input -> {
            Files.write(path, block(path, input));
            settle(directory, file, budget, (ENTRIES - 1) / 2 * step);
          });
    }
  }

  /** The file's only block, with a checksum that is right. */
  private static byte[] block(Path path, byte[] body) {
    byte[] block = new byte[SpillFile.HEADER + body.length];
    System.arraycopy(body, 0, block, SpillFile.HEADER, body.length);
    SpillFile.INT.set(block, SpillFile.FILE_AT, path.hashCode());
    SpillFile.INT.set(block, SpillFile.BLOCK_AT, 0);
    SpillFile.INT.set(block, SpillFile.LENGTH_AT, body.length);
    SpillFile.INT.set(
        block, SpillFile.CHECK_AT, SpillFile.check(new CRC32C(), block, block.length));
    return block;
  }

  private static void settle(
      SpillDirectory directory, EntryFile file, long bytes, long greatestKey) {
    MemoryBudget budget = new MemoryBudget(bytes);
    EntryFile left = new EntryFile(directory, "left", SIZES.bufferBytes());
    Settlement settlement =
        new Settlement(REPLICAS, SIZES, directory, budget, (flags, payload) -> {});
    try {
      settlement.settle(file, left);
      left.seal();
      check(left, greatestKey);
    } catch (SpillException refused) {
      assertThat(refused).hasMessageContaining("Nothing was concluded from it");
    } finally {
      left.delete();
    }
    assertThat(budget.peak()).isLessThan(bytes + BEYOND_BUDGET);
    assertThat(budget.held()).isZero();
  }

  private static void check(EntryFile left, long greatestKey) {
    try (EntryCursor cursor = EntryCursor.of(left.read())) {
      long high = 0;
      long low = 0;
      while (cursor.next()) {
        Unmatched entry = cursor.get();
        assertThat(KeyBits.compare(high, low, entry.keyHigh(), entry.keyLow()))
            .isLessThanOrEqualTo(0);
        assertThat(KeyBits.compare(entry.keyHigh(), entry.keyLow(), greatestKey, greatestKey))
            .isLessThanOrEqualTo(0);
        assertThat(entry.mask()).isNotZero();
        assertThat(entry.payload()).hasSizeLessThanOrEqualTo(ENTRIES * PAYLOAD);
        high = entry.keyHigh();
        low = entry.keyLow();
      }
    }
  }
}
