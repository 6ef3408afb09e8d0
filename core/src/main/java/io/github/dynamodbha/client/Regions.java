package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Announcements;
import io.github.dynamodbha.replica.BreakerState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The regions of a client, and an operator's say in which of them are used. Thread-safe; what is
 * said here holds for the calls that start after it.
 */
public final class Regions {
  private static final Logger LOG = LoggerFactory.getLogger(Regions.class);

  private final List<RegionState> states;
  private final Set<String> byOperator = new HashSet<>(); // guarded by this
  private Set<String> bySource = Set.of(); // guarded by this
  private Set<String> said = Set.of();
  private final Announcements<Exclusion> exclusions = new Announcements<>();

  private record Exclusion(RegionState region, boolean excluded) {
    void tell() {
      region.tellExclusion(excluded);
    }
  }

  Regions(List<RegionState> states) {
    this.states = List.copyOf(states);
  }

  /** The regions' names, in order of preference. */
  public List<String> names() {
    return states.stream().map(RegionState::name).toList();
  }

  /** The regions that are kept out of use, in order of preference. */
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
  public void exclude(String region) {
    excludeByOperator(state(region));
    exclusions.tell(Exclusion::tell);
  }

  private synchronized void excludeByOperator(RegionState state) {
    if (states.stream().allMatch(s -> s.equals(state) || s.excluded())) {
      throw new IllegalStateException(
          "Region "
              + state.name()
              + " is the last that is not excluded: include another one first; excluded are "
              + excluded());
    }
    byOperator.add(state.name());
    update();
  }

  /**
   * Takes back {@link #exclude}. A region that the client's source of exclusions names stays out of
   * use until that no longer does.
   *
   * @throws IllegalArgumentException if the client has no such region
   */
  public void include(String region) {
    includeByOperator(state(region));
    exclusions.tell(Exclusion::tell);
  }

  private synchronized void includeByOperator(RegionState state) {
    byOperator.remove(state.name());
    update();
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

  /** The names, in order of preference, with a mark at those that are excluded. */
  @Override
  public String toString() {
    return states.stream()
        .map(state -> state.name() + (state.excluded() ? " (excluded)" : ""))
        .toList()
        .toString();
  }

  /** Replaces what the source of exclusions said before. */
  void excludeBySource(Set<String> regions) {
    follow(regions);
    exclusions.tell(Exclusion::tell);
  }

  private synchronized void follow(Set<String> regions) {
    if (regions.equals(said)) {
      return;
    }
    said = Set.copyOf(regions);
    if (regions.containsAll(names())) {
      LOG.error("All regions are to be excluded; what the source said before holds: {}", bySource);
      return;
    }
    if (!names().containsAll(regions)) {
      LOG.warn("Of the regions to exclude, {}, the client knows only {}", regions, names());
    }
    bySource = said;
    update();
  }

  private void update() {
    boolean all =
        names().stream().allMatch(name -> byOperator.contains(name) || bySource.contains(name));
    if (all) {
      LOG.error("All regions are to be excluded; the source of exclusions is not followed");
    }
    // First those that come back, so that a call which looks meanwhile finds one.
    for (boolean excluded : new boolean[] {false, true}) {
      for (RegionState state : states) {
        boolean isToBe =
            byOperator.contains(state.name()) || (!all && bySource.contains(state.name()));
        if (isToBe == excluded && state.excluded() != excluded) {
          state.exclude(excluded);
          exclusions.add(new Exclusion(state, excluded));
        }
      }
    }
  }

  List<RegionState> states() {
    return states;
  }

  /** The region that an operator leaves in use and prefers; there always is one. */
  synchronized RegionState firstIncluded() {
    return states.stream().filter(region -> !region.excluded()).findFirst().orElseThrow();
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
