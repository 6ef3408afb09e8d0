package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.ReadStrategy;

/** Refuses the read strategy that asks all regions where only one can be asked. */
final class Newest {
  private Newest() {}

  /**
   * Refuses it.
   *
   * @throws UnsupportedOperationException if the call asks for it
   */
  static void refuse(Call<?, ?> call) {
    if (call.options().readStrategy() == ReadStrategy.NEWEST) {
      throw new UnsupportedOperationException(
          call.describe()
              + " can't ask for ReadStrategy.NEWEST, only GetItem and BatchGetItem can: leave it"
              + " out, or read by key");
    }
  }
}
