package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a history shows: its text if somebody wants to read it, and in any case a number that tells
 * two histories apart.
 */
final class Trace {
  private static final long NANOS_PER_MICRO = 1_000;
  private final boolean wanted;
  private final List<String> lines = new ArrayList<>();
  private long fingerprint = 1;

  /**
   * An empty trace.
   *
   * @param wanted whether its text is kept
   */
  Trace(boolean wanted) {
    this.wanted = wanted;
  }

  /** Notes something; the text is made only if it is wanted. */
  void note(long now, Supplier<String> text) {
    if (wanted) {
      long micros = now / NANOS_PER_MICRO;
      lines.add(String.format("%5d.%06d  %s", micros / 1_000_000, micros % 1_000_000, text.get()));
    }
  }

  /** Mixes what happened into the fingerprint. */
  void mix(long now, long what) {
    fingerprint = (fingerprint ^ now ^ (what << 17)) * 0x9E3779B97F4A7C15L + (fingerprint >>> 29);
  }

  long fingerprint() {
    return fingerprint;
  }

  List<String> lines() {
    return lines;
  }
}
