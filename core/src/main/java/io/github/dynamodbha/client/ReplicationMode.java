package io.github.dynamodbha.client;

/** Who keeps a table the same in all regions. */
public enum ReplicationMode {
  /**
   * AWS does, by DynamoDB Global Tables. The client routes, fails over and hedges; it adds nothing
   * to an item, filters nothing and rewrites nothing.
   */
  GLOBAL_TABLES,

  /**
   * The client does: the tables are plain ones, one in each region, and every write goes to all of
   * them with a version. Deleted items are kept as tombstones until a sync removes them; the client
   * hides them, and its two system attributes.
   */
  CLIENT
}
