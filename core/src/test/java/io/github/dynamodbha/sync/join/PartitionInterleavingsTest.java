package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.Interleavings;
import java.nio.file.Path;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class PartitionInterleavingsTest {
  @Test
  void partition_whenThreadsAddTheCopiesOfAKey_thenMatchesAsIfTheyHadComeOneByOne() {
    Interleavings.assertNoThreadsBreak(Copies.class);
  }

  /**
   * The copies of a key are the same in both replicas, and nothing goes to disk: that is held by
   * the same lock. Lincheck can't step through the entries, whose bytes are read as numbers.
   */
  @Param(name = "key", gen = IntGen.class, conf = "0:1")
  @Param(name = "replica", gen = IntGen.class, conf = "0:1")
  public static class Copies {
    private static final int REPLICAS = 2;
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final SpillDirectory NO_DISK = SpillDirectory.open(Path.of("absent"));

    private final JoinSizes sizes = JoinSizes.of(JoinSizes.MIN_BUDGET);
    private final MemoryBudget budget = new MemoryBudget(1 << 20);
    private final Partition partition = new Partition(REPLICAS, sizes, NO_DISK, budget);

    @Operation
    public boolean isMatch(@Param(name = "key") int key, @Param(name = "replica") int replica) {
      Partition.Added outcome =
          partition.add(
              key, key, 5, 5, 1 << replica, false, (byte) 0, 0, PAYLOAD, 0, PAYLOAD.length);
      return outcome.match() != null;
    }

    @Validate
    public void validate() {
      if (partition.heldBytes() != budget.held()) {
        throw new IllegalStateException(
            partition.heldBytes() + " bytes held, " + budget.held() + " taken");
      }
    }
  }
}
