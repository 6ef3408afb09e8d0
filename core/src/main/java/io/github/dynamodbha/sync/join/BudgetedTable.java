package io.github.dynamodbha.sync.join;

/** An {@link EntryTable} that takes its memory from a budget. Not thread-safe. */
final class BudgetedTable {
  private final EntryTable table;
  private final MemoryBudget budget;
  private long taken;

  BudgetedTable(int replicas, int chunkBytes, MemoryBudget budget) {
    this.table = new EntryTable(replicas, chunkBytes);
    this.budget = budget;
  }

  EntryTable entries() {
    return table;
  }

  /** What this has taken from the budget. */
  long taken() {
    return taken;
  }

  /** Takes the memory to add an entry; false if the budget doesn't have it. */
  boolean makeRoom(int payloadLength) {
    long growth = table.growth(payloadLength);
    if (growth > 0) {
      if (!budget.take(growth)) {
        return false;
      }
      taken += growth;
    }
    return true;
  }

  /** Takes the memory to add an entry even if the budget doesn't have it. */
  void forceRoom(int payloadLength) {
    long growth = table.growth(payloadLength);
    budget.force(growth);
    taken += growth;
  }

  /** Gives back what was taken and turned out not to be needed. */
  void settle() {
    long needed = table.bytes();
    if (needed != taken) {
      budget.force(needed - taken);
      taken = needed;
    }
  }

  /** Gives back everything; the table is of no use afterwards. */
  void release() {
    budget.give(taken);
    taken = 0;
  }
}
