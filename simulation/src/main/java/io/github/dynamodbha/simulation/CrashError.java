package io.github.dynamodbha.simulation;

/** Ends code as a killed process does; an error, so that nothing takes it for a failed call. */
final class CrashError extends Error {
  private static final long serialVersionUID = 1;

  CrashError() {
    super("killed by the simulation", null, false, false);
  }
}
