package io.github.dynamodbha.cli.chaos;

import java.util.List;

/** One way of making the calls of a plan. */
interface Caller extends AutoCloseable {
  /**
   * Makes these calls by one request; throws what the library throws.
   *
   * @param values what each is to write, in the order of the calls
   * @return an answer for each, in the same order
   */
  List<Answer> call(List<PlannedCall> calls, List<String> values);

  @Override
  void close();
}
