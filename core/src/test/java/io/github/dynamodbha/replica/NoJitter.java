package io.github.dynamodbha.replica;

import java.util.random.RandomGenerator;

/** Always the least, so that an outcome depends on the order of operations and nothing else. */
enum NoJitter implements RandomGenerator {
  INSTANCE;

  @Override
  public long nextLong() {
    return 0;
  }
}
