package io.github.dynamodbha.sync;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a run is made. Immutable and thread-safe.
 *
 * <p>All settings have a default: {@link #DEFAULT} is what the Perl module's {@code sync_regions}
 * promised.
 */
public final class SyncOptions {
  /** The default of every setting. */
  public static final SyncOptions DEFAULT = builder().build();

  private static final int MAX_CONCURRENCY = 64;

  private final boolean dryRun;
  private final Duration tombstoneGrace;
  private final Duration settle;
  private final @Nullable String preferRegion;
  private final SyncListener listener;
  private final int maxSampleKeys;
  private final int concurrency;
  private final SyncLimits limits;
  private final Path spillDirectory;
  private final @Nullable Path checkpoint;
  private final @Nullable Cancellation cancellation;

  private SyncOptions(Builder builder) {
    dryRun = builder.dryRun;
    tombstoneGrace = requireNotNegative("tombstoneGrace", builder.tombstoneGrace);
    settle = requireNotNegative("settle", builder.settle);
    preferRegion = builder.preferRegion;
    listener = builder.listener;
    maxSampleKeys = builder.maxSampleKeys;
    concurrency = builder.concurrency;
    limits = builder.limits;
    spillDirectory = builder.spillDirectory;
    checkpoint = builder.checkpoint;
    cancellation = builder.cancellation;
    if (maxSampleKeys < 0) {
      throw new IllegalArgumentException(
          "maxSampleKeys must not be negative, but was " + maxSampleKeys + ": give 0 for none");
    }
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw new IllegalArgumentException(
          "concurrency must lie between 1 and " + MAX_CONCURRENCY + ", but was " + concurrency);
    }
  }

  /** Starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts with these settings. */
  public Builder toBuilder() {
    return new Builder()
        .dryRun(dryRun)
        .tombstoneGrace(tombstoneGrace)
        .settle(settle)
        .preferRegion(preferRegion)
        .listener(listener)
        .maxSampleKeys(maxSampleKeys)
        .concurrency(concurrency)
        .limits(limits)
        .spillDirectory(spillDirectory)
        .checkpoint(checkpoint)
        .cancellation(cancellation);
  }

  /** Whether {@code sync} only says what it would do. */
  public boolean dryRun() {
    return dryRun;
  }

  /** How old a tombstone must be to be purged. */
  public Duration tombstoneGrace() {
    return tombstoneGrace;
  }

  /** How long {@code verify} waits before its second look. */
  public Duration settle() {
    return settle;
  }

  /** The region that wins where no copy has a version, or null for none. */
  public @Nullable String preferRegion() {
    return preferRegion;
  }

  /** Who follows the run. */
  public SyncListener listener() {
    return listener;
  }

  /** How many keys of each kind, and of each reason to skip one, the report names. */
  public int maxSampleKeys() {
    return maxSampleKeys;
  }

  /** How many calls to one replica are under way at once. */
  public int concurrency() {
    return concurrency;
  }

  /** What the run may use. */
  public SyncLimits limits() {
    return limits;
  }

  /** Where the comparison goes beyond its memory budget. */
  public Path spillDirectory() {
    return spillDirectory;
  }

  /** Where the run keeps how far it is, or null. */
  public @Nullable Path checkpoint() {
    return checkpoint;
  }

  /** What ends the run early, or null. */
  public @Nullable Cancellation cancellation() {
    return cancellation;
  }

  private static Duration requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(
          name + " must not be negative, but was " + duration + ": give PT0S for none");
    }
    return duration;
  }

  /** Builds {@link SyncOptions}; not thread-safe. */
  public static final class Builder {
    private boolean dryRun;
    private Duration tombstoneGrace = Duration.ZERO;
    private Duration settle = Duration.ofSeconds(2);
    private @Nullable String preferRegion;
    private SyncListener listener = SyncListener.NONE;
    private int maxSampleKeys = 100;
    private int concurrency = 8;
    private SyncLimits limits = SyncLimits.DEFAULT;
    private Path spillDirectory = Path.of(System.getProperty("java.io.tmpdir"));
    private @Nullable Path checkpoint;
    private @Nullable Cancellation cancellation;

    private Builder() {}

    /** Whether {@code sync} does everything but write; default false. */
    public Builder dryRun(boolean dryRun) {
      this.dryRun = dryRun;
      return this;
    }

    /**
     * How old a tombstone must be, by its version and when the run began, to be purged; default
     * zero, which is the Perl module's promise: one sync removes every deleted item for good.
     *
     * <p>Choose a time longer than any write can be under way (a stalled process, a queue, a
     * replicating stream) where such writes exist: once the tombstone is gone, an older write that
     * arrives late finds nothing newer and brings the item back. With a grace above zero,
     * tombstones without a version stay, since their age is not known.
     */
    public Builder tombstoneGrace(Duration tombstoneGrace) {
      this.tombstoneGrace = tombstoneGrace;
      return this;
    }

    /**
     * How long {@code verify} waits before it looks again at what differed; default 2 s. Choose it
     * longer than a write takes to reach all regions.
     */
    public Builder settle(Duration settle) {
      this.settle = settle;
      return this;
    }

    /**
     * The region whose copy wins where live copies differ and none has a version; default null:
     * such a conflict is reported and left alone.
     */
    public Builder preferRegion(@Nullable String preferRegion) {
      this.preferRegion = preferRegion;
      return this;
    }

    /** Who follows the run; default {@link SyncListener#NONE}. */
    public Builder listener(SyncListener listener) {
      this.listener = listener;
      return this;
    }

    /**
     * How many keys of each kind, and of each reason to skip one, the report names; default 100.
     */
    public Builder maxSampleKeys(int maxSampleKeys) {
      this.maxSampleKeys = maxSampleKeys;
      return this;
    }

    /**
     * How many calls to one replica may be under way at once, from 1 to 64; default 8. Stay well
     * below the replica's connections (50 by default), which other traffic shares.
     */
    public Builder concurrency(int concurrency) {
      this.concurrency = concurrency;
      return this;
    }

    /** What the run may use; default {@link SyncLimits#DEFAULT}. */
    public Builder limits(SyncLimits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * A directory that exists, for what the comparison can't hold in memory: about 60 bytes and the
     * key for each item that the tables' scans show far apart. Default: the system's directory for
     * temporary files. What is written there can be read by its owner only, and goes with the run;
     * what a killed run left is removed by the next.
     */
    public Builder spillDirectory(Path spillDirectory) {
      this.spillDirectory = spillDirectory;
      return this;
    }

    /**
     * A file in which the run keeps how far it is, so that a run of the same options that follows a
     * killed one goes on where that ended; it is removed when the run has ended well. Default null:
     * none.
     */
    public Builder checkpoint(@Nullable Path checkpoint) {
      this.checkpoint = checkpoint;
      return this;
    }

    /** Ends the run early, from another thread; default null: nothing does but an interruption. */
    public Builder cancellation(@Nullable Cancellation cancellation) {
      this.cancellation = cancellation;
      return this;
    }

    /**
     * Builds the options.
     *
     * @throws IllegalArgumentException if a duration or {@code maxSampleKeys} is negative, or
     *     {@code concurrency} lies outside 1 to 64
     */
    public SyncOptions build() {
      return new SyncOptions(this);
    }
  }
}
