package io.github.dynamodbha.sync.join;

/** Goes through sorted entries, in memory or in a file. Not thread-safe. */
interface EntryCursor extends AutoCloseable {
  /** Goes on to the next entry; false if there is none. */
  boolean next();

  /** The entry. */
  Unmatched get();

  @Override
  void close();

  static EntryCursor of(SortedEntries entries) {
    return new EntryCursor() {
      private int rank = -1;

      @Override
      public boolean next() {
        rank++;
        return rank < entries.size();
      }

      @Override
      public Unmatched get() {
        return Unmatched.of(entries.chunk(rank), entries.at(rank));
      }

      @Override
      public void close() {
        // Memory needs no closing.
      }
    };
  }

  static EntryCursor of(EntryReader reader) {
    return new EntryCursor() {
      @Override
      public boolean next() {
        return reader.next();
      }

      @Override
      public Unmatched get() {
        return Unmatched.of(reader.block(), reader.at());
      }

      @Override
      public void close() {
        reader.close();
      }
    };
  }
}
