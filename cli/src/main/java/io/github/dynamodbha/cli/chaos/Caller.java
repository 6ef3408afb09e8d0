package io.github.dynamodbha.cli.chaos;

/** One way of making the calls of a plan. */
interface Caller extends AutoCloseable {
  /** Makes a call; throws what the library throws. */
  Answer call(PlannedCall call, String value);

  @Override
  void close();
}
