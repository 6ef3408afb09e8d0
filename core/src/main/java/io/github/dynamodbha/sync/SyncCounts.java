package io.github.dynamodbha.sync;

/**
 * What a run found and did, in keys. Of a dry run: what it would have done.
 *
 * @param keysCompared different keys seen in any replica
 * @param inSync of these, keys that all replicas hold the same of (or none does, any more)
 * @param missing keys that some replica lacks, and nothing worse
 * @param stale keys of which some replica holds an older copy, and nothing worse
 * @param conflicting keys with different content of the same version, or in want of a usable one
 * @param repaired differing keys whose winner every replica holds now
 * @param purged tombstones that were removed from every replica
 * @param tombstonesKept tombstones that every replica holds, and that stay: younger than the grace
 * @param unresolved conflicts that were left alone, since no copy has a version and no region was
 *     preferred
 * @param changedDuringRun differing keys that others kept writing, or had settled, before the
 *     repair; the newer write's own replication takes care of them
 * @param skipped keys times regions that could not be read, repaired or purged
 */
public record SyncCounts(
    long keysCompared,
    long inSync,
    long missing,
    long stale,
    long conflicting,
    long repaired,
    long purged,
    long tombstonesKept,
    long unresolved,
    long changedDuringRun,
    long skipped) {

  /** Keys that differ: missing, stale and conflicting ones together. */
  public long differing() {
    return missing + stale + conflicting;
  }
}
