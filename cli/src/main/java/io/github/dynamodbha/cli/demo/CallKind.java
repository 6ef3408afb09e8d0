package io.github.dynamodbha.cli.demo;

/** The two kinds of call that the traffic makes. */
enum CallKind {
  READ,
  WRITE
}
