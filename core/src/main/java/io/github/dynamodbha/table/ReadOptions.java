package io.github.dynamodbha.table;

import io.github.dynamodbha.protocol.ReadStrategy;
import org.jspecify.annotations.Nullable;

/** How one read or scan differs from what the table was built with. Immutable and thread-safe. */
public final class ReadOptions {
  /** Nothing differs. */
  public static final ReadOptions DEFAULT = builder().build();

  private final @Nullable ReadStrategy readStrategy;
  private final @Nullable Boolean consistentRead;
  private final boolean includeSystemAttributes;
  private final boolean includeTombstones;
  private final @Nullable Integer pageSize;

  private ReadOptions(Builder builder) {
    readStrategy = builder.readStrategy;
    consistentRead = builder.consistentRead;
    includeSystemAttributes = builder.includeSystemAttributes;
    includeTombstones = builder.includeTombstones;
    pageSize = builder.pageSize;
  }

  /** Starts with nothing changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** The strategy, or null for the table's. */
  public @Nullable ReadStrategy readStrategy() {
    return readStrategy;
  }

  /** Whether the regions are read strongly consistent, or null for the strategy's default. */
  public @Nullable Boolean consistentRead() {
    return consistentRead;
  }

  /** Whether version and tombstone mark are left in the items. */
  public boolean includeSystemAttributes() {
    return includeSystemAttributes;
  }

  /** Whether deleted items are returned, as tombstones with their system attributes. */
  public boolean includeTombstones() {
    return includeTombstones;
  }

  /** The most items that one page of a scan reads in a region, or null for DynamoDB's 1 MB. */
  public @Nullable Integer pageSize() {
    return pageSize;
  }

  /** Builds {@link ReadOptions}; not thread-safe. */
  public static final class Builder {
    private @Nullable ReadStrategy readStrategy;
    private @Nullable Boolean consistentRead;
    private boolean includeSystemAttributes;
    private boolean includeTombstones;
    private @Nullable Integer pageSize;

    private Builder() {}

    /** Default: the table's. */
    public Builder readStrategy(ReadStrategy readStrategy) {
      this.readStrategy = readStrategy;
      return this;
    }

    /** Default: true for a get of {@link ReadStrategy#NEWEST}, else false. */
    public Builder consistentRead(boolean consistentRead) {
      this.consistentRead = consistentRead;
      return this;
    }

    /** Default: false. */
    public Builder includeSystemAttributes(boolean includeSystemAttributes) {
      this.includeSystemAttributes = includeSystemAttributes;
      return this;
    }

    /** Default: false, a deleted item is absent. */
    public Builder includeTombstones(boolean includeTombstones) {
      this.includeTombstones = includeTombstones;
      return this;
    }

    /**
     * Default: as many as fit into 1 MB.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder pageSize(int pageSize) {
      if (pageSize < 1) {
        throw new IllegalArgumentException("pageSize must be at least 1, but was " + pageSize);
      }
      this.pageSize = pageSize;
      return this;
    }

    /** Builds the options. */
    public ReadOptions build() {
      return new ReadOptions(this);
    }
  }
}
