package io.github.dynamodbha.client;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regions of a client, and an operator's say in which of them are used. Thread-safe; what is
 * said here holds for the calls that start after it.
 */
public final class Regions {
  private static final Logger LOG = LoggerFactory.getLogger(Regions.class);

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
      LOG.warn("Region {} is excluded", region);
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
      LOG.warn("Region {} is included again", region);
    }
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
