package io.github.dynamodbha.client;

/** Who keeps a table the same in all regions. */
public enum ReplicationMode {
  /**
   * AWS does, by DynamoDB Global Tables. The client routes, fails over and hedges; it adds nothing
   * to an item, filters nothing and rewrites nothing.
   */
  GLOBAL_TABLES
}
