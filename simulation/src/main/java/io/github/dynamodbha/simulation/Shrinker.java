package io.github.dynamodbha.simulation;

import io.github.dynamodbha.simulation.Plan.Action;
import io.github.dynamodbha.simulation.Plan.MessageId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a plan smaller while it still fails: fewer actions, then fewer faults, then fewer of what
 * the regions hold at the start. What happens to a message does not depend on other actions, so
 * what is left stays as it was.
 */
final class Shrinker {
  /** Smaller is nicer; but a person waits. */
  private static final int MAX_TRIES = 600;

  private static final int MAX_REGIONS = 3;

  /** An operation sends few messages to one region. */
  private static final int MAX_MESSAGES = 12;

  private final Predicate<Plan> fails;
  private int tries;

  Shrinker(Predicate<Plan> fails) {
    this.fails = fails;
  }

  Plan shrink(Plan plan) {
    Plan small = withFewerActions(plan);
    small = withoutInitial(small);
    small = withFewerFaults(small);
    return withFewerActions(small);
  }

  private boolean stillFails(Plan plan) {
    return tries++ < MAX_TRIES && fails.test(plan);
  }

  private Plan withFewerActions(Plan plan) {
    Plan small = plan;
    for (int piece = small.actions().size() / 2; piece >= 1; piece /= 2) {
      for (int at = 0; at < small.actions().size(); ) {
        List<Action> fewer = new ArrayList<>(small.actions());
        fewer.subList(at, Math.min(at + piece, fewer.size())).clear();
        Plan candidate = new Plan(small.seed(), small.setup(), fewer, small.calmed());
        if (stillFails(candidate)) {
          small = candidate;
        } else {
          at += piece;
        }
      }
    }
    return small;
  }

  private Plan withoutInitial(Plan plan) {
    Plan small = plan;
    for (int key = 0; key < plan.setup().keys(); key++) {
      List<Plan.Initial> initial = new ArrayList<>(small.setup().initial());
      initial.set(key, Plan.Initial.ABSENT);
      Plan candidate =
          new Plan(
              small.seed(), small.setup().withInitial(initial), small.actions(), small.calmed());
      if (stillFails(candidate)) {
        small = candidate;
      }
    }
    return small;
  }

  private Plan withFewerFaults(Plan plan) {
    Plan small = plan;
    for (Action action : plan.actions()) {
      Set<MessageId> all = new HashSet<>(small.calmed());
      for (int region = 0; region < MAX_REGIONS; region++) {
        for (int count = 1; count <= MAX_MESSAGES; count++) {
          all.add(new MessageId(action.id(), region, count));
        }
      }
      Plan candidate = new Plan(small.seed(), small.setup(), small.actions(), all);
      if (stillFails(candidate)) {
        small = candidate;
      } else {
        small = withFewerFaultsOf(action, small);
      }
    }
    return small;
  }

  private Plan withFewerFaultsOf(Action action, Plan plan) {
    Plan small = plan;
    for (int region = 0; region < MAX_REGIONS; region++) {
      for (int count = 1; count <= MAX_MESSAGES; count++) {
        Set<MessageId> calmed = new HashSet<>(small.calmed());
        calmed.add(new MessageId(action.id(), region, count));
        Plan candidate = new Plan(small.seed(), small.setup(), small.actions(), calmed);
        if (Fate.of(small, new MessageId(action.id(), region, count), 1, false).kind()
                != Fate.Kind.NONE
            && stillFails(candidate)) {
          small = candidate;
        }
      }
    }
    return small;
  }
}
