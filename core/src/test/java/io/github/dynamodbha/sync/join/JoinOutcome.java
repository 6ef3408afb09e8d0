package io.github.dynamodbha.sync.join;

import io.github.dynamodbha.sync.join.Copies.Copy;
import io.github.dynamodbha.sync.join.PlainJoin.Held;
import io.github.dynamodbha.sync.join.PlainJoin.Matched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All that a join says in the end. */
record JoinOutcome(Map<Matched, Integer> matched, List<Held> candidates) {

  static JoinOutcome plain(int replicas, List<Copy> copies) {
    PlainJoin join = new PlainJoin(replicas);
    copies.forEach(join::add);
    return new JoinOutcome(join.matched(), join.candidates());
  }

  static JoinOutcome of(
      int replicas, long budget, SpillDirectory directory, Consumer<ResidualJoin> additions) {
    Map<Matched, Integer> matched = new ConcurrentHashMap<>();
    MatchListener listener =
        (flags, payload) ->
            matched.merge(new Matched(flags & 0xFF, Copies.list(payload)), 1, Integer::sum);
    try (ResidualJoin join = new ResidualJoin(replicas, budget, directory, listener)) {
      additions.accept(join);
      join.finish();
      List<Held> candidates = read(join);
      if (candidates.size() != join.size() || !candidates.equals(read(join))) {
        throw new AssertionError("size, or a second reading, differs from the first reading");
      }
      return new JoinOutcome(matched, candidates);
    }
  }

  private static List<Held> read(ResidualJoin join) {
    List<Held> found = new ArrayList<>();
    try (Candidates candidates = join.candidates()) {
      candidates.forEachRemaining(candidate -> found.add(PlainJoin.held(candidate)));
    }
    return found;
  }
}
