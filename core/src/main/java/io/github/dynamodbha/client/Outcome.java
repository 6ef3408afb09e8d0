package io.github.dynamodbha.client;

import io.github.dynamodbha.protocol.Futures;

/** What a listener is told of a call that threw. */
final class Outcome {
  private Outcome() {}

  static String of(Throwable failure) {
    return Futures.unwrap(failure) instanceof RegionsFailedException ? "failed" : "refused";
  }
}
