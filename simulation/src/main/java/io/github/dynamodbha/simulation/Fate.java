package io.github.dynamodbha.simulation;

import java.util.SplittableRandom;

/**
 * What happens to one message. It follows from the seed and the message's name alone, so that it
 * stays when a plan is made smaller.
 *
 * @param kind what goes wrong
 * @param thereNanos how long the request takes to the region
 * @param backNanos how long the reply takes
 * @param againNanos when a duplicate arrives, after the request was sent
 * @param choices decides what the region may decide
 */
record Fate(Kind kind, long thereNanos, long backNanos, long againNanos, SplittableRandom choices) {
  private static final long MILLI = 1_000_000;

  /** A request may arrive so long after its client has given it up. */
  static final long MAX_LATE_NANOS = 20_000 * MILLI;

  /** What goes wrong with a message. */
  enum Kind {
    NONE,
    LOST,
    REPLY_LOST,
    RESET,
    DUPLICATE,
    LATE,
    SLOW,
    SERVER_ERROR_DONE,
    SERVER_ERROR,
    THROTTLED
  }

  static Fate of(Plan plan, Plan.MessageId message, int attempt, boolean calm) {
    SplittableRandom random =
        new SplittableRandom(
            Seeds.mix(
                Seeds.mix(plan.seed(), message.operation()),
                message.region() * 1_000_003L + message.count() * 31L + attempt));
    Kind kind = kind(plan.setup().faults(), random);
    long timeout = plan.setup().timeoutMillis() * MILLI;
    if (calm || plan.calmed().contains(message)) {
      kind = Kind.NONE;
    }
    if (kind == Kind.RESET && plan.setup().counting() && attempt == Network.MAX_ATTEMPTS) {
      // The region would count as failed, and the next one judge the update too.
      kind = Kind.NONE;
    }
    long there = usual(random);
    long back = usual(random);
    long again = random.nextLong(2 * timeout);
    if (kind == Kind.SLOW) {
      there += random.nextLong(timeout);
      back += random.nextLong(timeout / 2);
    } else if (kind == Kind.LATE) {
      there = timeout + random.nextLong(MAX_LATE_NANOS);
    }
    return new Fate(kind, there, back, again, random);
  }

  /** Whether a connection breaks while the request is on its way, and not the reply. */
  boolean breaksOnTheWay() {
    return kind == Kind.RESET && (againNanos & 1) == 0;
  }

  /** Regions differ in distance: from a fifth of a millisecond to twenty. */
  private static long usual(SplittableRandom random) {
    return 200_000 + random.nextLong(random.nextInt(4) == 0 ? 20 * MILLI : 2 * MILLI);
  }

  private static Kind kind(Plan.FaultRates rates, SplittableRandom random) {
    int dice = random.nextInt(1000);
    int[] limits = {
      rates.lost(),
      rates.replyLost(),
      rates.reset(),
      rates.duplicate(),
      rates.late(),
      rates.slow(),
      rates.serverError() / 2,
      rates.serverError() - rates.serverError() / 2,
      rates.throttled()
    };
    for (int i = 0; i < limits.length; i++) {
      if (dice < limits[i]) {
        return Kind.values()[i + 1];
      }
      dice -= limits[i];
    }
    return Kind.NONE;
  }
}
