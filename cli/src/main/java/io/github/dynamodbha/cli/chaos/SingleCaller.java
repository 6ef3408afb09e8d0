package io.github.dynamodbha.cli.chaos;

import java.util.List;

/** A caller whose requests are one call each. */
interface SingleCaller extends Caller {
  /** Makes one call; throws what the library throws. */
  Answer call(PlannedCall call, String value);

  @Override
  default List<Answer> call(List<PlannedCall> calls, List<String> values) {
    if (calls.size() != 1) {
      throw new IllegalArgumentException("one call at a time, not " + calls);
    }
    return List.of(call(calls.get(0), values.get(0)));
  }
}
