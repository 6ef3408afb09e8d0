package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.Interleavings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidualJoinInterleavingsTest {
  @TempDir private static Path parent = Path.of("");
  private static SpillDirectory directory = SpillDirectory.open(parent);

  @BeforeAll
  static void open() {
    directory = SpillDirectory.open(parent);
  }

  @AfterAll
  static void close() {
    directory.close();
  }

  @Test
  void join_whenThreadsAddMoreThanFitsInMemory_thenEachKeyMatchesOrIsLeftOver() {
    Interleavings.assertNoThreadsBreak(Segments.class);
  }

  /**
   * Each replica shows a key at most once, as a scan does. Two payloads are more than the memory
   * has, so that partitions go to disk as others are added to. Lincheck can't step through the
   * entries, whose bytes are read as numbers.
   */
  @Param(name = "key", gen = IntGen.class, conf = "0:3")
  @Param(name = "replica", gen = IntGen.class, conf = "0:1")
  public static class Segments {
    private static final int KEYS = 4;
    private static final int REPLICAS = 2;
    private static final int ALL = (1 << REPLICAS) - 1;

    private final List<AtomicInteger> shown =
        Stream.generate(AtomicInteger::new).limit(KEYS).toList();
    private final AtomicInteger matched = new AtomicInteger();
    private final ResidualJoin join =
        new ResidualJoin(
            REPLICAS,
            JoinSizes.MIN_BUDGET,
            directory,
            (flags, payload) -> matched.incrementAndGet());

    /** The upper bits of the hash choose the partition: two keys to each. */
    private static long hash(int key) {
      return ((long) (key / 2) << (Long.SIZE - 1)) | key;
    }

    @Operation
    public void add(@Param(name = "key") int key, @Param(name = "replica") int replica) {
      int bit = 1 << replica;
      if ((shown.get(key).getAndUpdate(mask -> mask | bit) & bit) == 0) {
        byte[] payload = new byte[1_500];
        join.add(hash(key), 0, 5, 5, bit, false, (byte) 0, key, payload, 0, payload.length);
      }
    }

    @Validate
    public void validate() {
      join.finish();
      int[] left = new int[KEYS];
      try (Candidates candidates = join.candidates()) {
        candidates.forEachRemaining(entry -> left[entry.segment()] = entry.mask());
      }
      int complete = 0;
      for (int key = 0; key < KEYS; key++) {
        int mask = shown.get(key).get();
        complete += mask == ALL ? 1 : 0;
        if (left[key] != (mask == ALL ? 0 : mask)) {
          throw new IllegalStateException(
              "Key " + key + " of replicas " + mask + " is left over from " + left[key]);
        }
      }
      if (matched.get() != complete) {
        throw new IllegalStateException(matched + " keys matched instead of " + complete);
      }
      join.close();
    }
  }
}
