package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.BreakerState;
import java.util.List;

/**
 * The regions of a client, and an operator's say in which of them are used. Thread-safe; what is
 * said here holds for the calls that start after it.
 */
public final class Regions {
  private final List<RegionState> states;

  Regions(List<RegionState> states) {
    this.states = List.copyOf(states);
  }

  /** The regions' names, in order of preference. */
  public List<String> names() {
    return states.stream().map(RegionState::name).toList();
  }

  /** The regions that are kept out of use by an operator, in order of preference. */
  public List<String> excluded() {
    return states.stream().filter(RegionState::excluded).map(RegionState::name).toList();
  }

  /**
   * Keeps a region out of use until it is included again, above every other setting. Calls under
   * way there go on. Excluding it again does nothing.
   *
   * @throws IllegalArgumentException if the client has no such region
   * @throws IllegalStateException if every other region is excluded already
   */
  public synchronized void exclude(String region) {
    RegionState state = state(region);
    if (states.stream().allMatch(s -> s.equals(state) || s.excluded())) {
      throw new IllegalStateException(
          "Region "
              + region
              + " is the last that is not excluded: include another one first; excluded are "
              + excluded());
    }
    if (!state.excluded()) {
      state.exclude(true);
    }
  }

  /**
   * Takes a region into use again.
   *
   * @throws IllegalArgumentException if the client has no such region
   */
  public synchronized void include(String region) {
    RegionState state = state(region);
    if (state.excluded()) {
      state.exclude(false);
    }
  }

  /**
   * Where a region's breaker stands.
   *
   * @param reading true for the breaker of reads, false for that of writes
   * @throws IllegalArgumentException if the client has no such region
   */
  public BreakerState breaker(String region, boolean reading) {
    return state(region).breaker(reading).state();
  }

  List<RegionState> states() {
    return states;
  }

  RegionState state(String region) {
    for (RegionState state : states) {
      if (state.name().equals(region)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "The client has no region '" + region + "': its regions are " + names());
  }
}
