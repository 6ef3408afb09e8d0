package io.github.dynamodbha.benchmarks;

import java.util.List;

/** The parts that measure the drop-in clients. */
final class ClientParts {
  /** Names all of them on the command line. */
  static final String ALL = "client";

  private static final int SHORT_SECONDS = 1;
  private static final int SECONDS = 5;
  private static final int MANY_CALLS = 100;

  private ClientParts() {}

  static List<Part> of(int warmUp, int calls, long seed) {
    return List.of(
        new ClientStub(calls < MANY_CALLS),
        new ClientOverhead(warmUp, calls, seed),
        new ClientHedging(warmUp, calls, seed),
        new ClientOutage(warmUp, calls < MANY_CALLS ? SHORT_SECONDS : SECONDS));
  }

  /** The parts' names, for the command line. */
  static List<String> names() {
    return List.of(ClientStub.NAME, ClientOverhead.NAME, ClientHedging.NAME, ClientOutage.NAME);
  }
}
