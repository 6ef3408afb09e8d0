package io.github.dynamodbha.cli.chaos;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a region is made to suffer. */
enum FaultKind {
  DOWN(3),
  BLACK_HOLE(2),
  HANG(3),
  RESET(3),
  SLOW(3),
  SERVER_ERROR(3),
  THROTTLED(2),
  LOST_REPLY(5),
  UNPROCESSED_KEYS(1),
  ACCESS_DENIED(1),
  TABLE_MISSING(1),
  /** Its process is killed; what is on disk survives. */
  KILLED(1);

  private static final int ALL = total();

  /** Of a slow region's requests: not all, so that they overtake each other. */
  private static final double SLOW_SHARE = 0.6;

  private final int weight;

  FaultKind(int weight) {
    this.weight = weight;
  }

  private static int total() {
    int sum = 0;
    for (FaultKind kind : values()) {
      sum += kind.weight;
    }
    return sum;
  }

  /** Draws one, by weight. */
  static FaultKind draw(SplittableRandom random) {
    int left = random.nextInt(ALL);
    for (FaultKind kind : values()) {
      left -= kind.weight;
      if (left < 0) {
        return kind;
      }
    }
    throw new AssertionError("the weights add up to " + ALL);
  }

  /** For the summary. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /**
   * Brings it about.
   *
   * @param delay of a slow region
   * @param onHit told of each request that it hits, where it hits requests
   */
  void inject(LocalRegion region, Duration delay, Runnable onHit) {
    if (this == KILLED) {
      region.kill();
    } else {
      Fault fault = fault(delay);
      region.inject(this == DOWN || this == BLACK_HOLE ? fault : fault.onHit(onHit));
    }
  }

  private Fault fault(Duration delay) {
    return switch (this) {
      case DOWN, KILLED -> Fault.down();
      case BLACK_HOLE -> Fault.blackHole();
      case HANG -> Fault.hang();
      case RESET -> Fault.reset();
      case SLOW -> Fault.latency(delay, SLOW_SHARE);
      case SERVER_ERROR -> Fault.internalServerError();
      case THROTTLED -> Fault.throttle();
      case LOST_REPLY -> Fault.lostReply();
      case UNPROCESSED_KEYS -> Fault.unprocessedKeys();
      case ACCESS_DENIED -> Fault.accessDenied();
      case TABLE_MISSING -> Fault.tableMissing();
    };
  }
}
