package io.github.dynamodbha.local;

/** What serves a local region. */
public enum Engine {
  /**
   * Amazon's DynamoDB Local, under Amazon's own licence. Each pair of access key and region name is
   * a database of its own.
   *
   * <p>Its files come from the user's local Maven repository: system property {@code
   * dynamodbha.local.repository}, else {@code maven.repo.local}, else environment variable {@code
   * DYNAMODBHA_LOCAL_REPOSITORY}, else {@code localRepository} of {@code ~/.m2/settings.xml}, else
   * {@code ~/.m2/repository}. Where they are missing, the error names the one command that fetches
   * them.
   */
  DYNAMODB_LOCAL,

  /**
   * dynalite, by Node.js: a second implementation, with another scan order, and without
   * transactions, streams, time to live or PartiQL. It keeps one database for all access keys and
   * region names. A table that was just created may not be there yet, as in DynamoDB: wait until it
   * is ACTIVE.
   *
   * <p>To install it: {@code npm install dynalite@4.0.0}, in the working directory or above it, or
   * globally, or anywhere that system property {@code dynamodbha.local.dynalite} names (the
   * package's own directory). {@code node} must be on the PATH.
   */
  DYNALITE;

  EngineLauncher launcher() {
    return switch (this) {
      case DYNAMODB_LOCAL -> new DynamoDbLocalLauncher();
      case DYNALITE -> new DynaliteLauncher();
    };
  }
}
