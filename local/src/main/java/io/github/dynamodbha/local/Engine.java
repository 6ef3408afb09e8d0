package io.github.dynamodbha.local;

/** What serves a local region. */
public enum Engine {
  /**
   * Amazon's DynamoDB Local, from the user's own Maven repository, under Amazon's licence. Each
   * pair of access key and region name is a database of its own.
   */
  DYNAMODB_LOCAL,

  /**
   * dynalite (npm), by Node.js: a second implementation, with another scan order, and without
   * transactions, streams, time to live or PartiQL. It keeps one database for all access keys and
   * region names.
   */
  DYNALITE;

  EngineLauncher launcher() {
    return switch (this) {
      case DYNAMODB_LOCAL -> new DynamoDbLocalLauncher();
      case DYNALITE -> new DynaliteLauncher();
    };
  }
}
