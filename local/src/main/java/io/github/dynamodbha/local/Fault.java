package io.github.dynamodbha.local;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * What goes wrong between a client and a region; given to {@link LocalRegion#inject}. Immutable.
 *
 * <p>The faults of requests ({@link #hang}, {@link #reset}, {@link #latency}, {@link
 * #internalServerError}, {@link #serviceUnavailable}, {@link #throttle}, {@link #accessDenied},
 * {@link #tableMissing}, {@link #unprocessedKeys}, {@link #lostReply}) hit every request until the
 * region heals, unless {@link #onOperation}, {@link #after} or {@link #times} narrow them. They
 * look at a request when its head has arrived; one that was on its way before the injection is
 * served as before. The faults of the network ({@link #down}, {@link #blackHole}) hit connections
 * as a whole.
 */
public final class Fault {

  /** What the gate does. */
  enum Kind {
    DOWN,
    BLACK_HOLE,
    HANG,
    RESET,
    LATENCY,
    INTERNAL_SERVER_ERROR,
    SERVICE_UNAVAILABLE,
    THROTTLE,
    ACCESS_DENIED,
    TABLE_MISSING,
    UNPROCESSED_KEYS,
    LOST_REPLY;

    boolean hitsConnections() {
      return this == DOWN || this == BLACK_HOLE;
    }

    boolean isApplied() {
      return this == RESET || this == LOST_REPLY || this == UNPROCESSED_KEYS;
    }
  }

  static final int UNLIMITED = Integer.MAX_VALUE;

  private final Kind kind;
  private final Duration delay;
  private final double share;
  private final Set<String> operations;
  private final int after;
  private final int times;
  private final Runnable onHit;

  private Fault(
      Kind kind,
      Duration delay,
      double share,
      Set<String> operations,
      int after,
      int times,
      Runnable onHit) {
    this.kind = kind;
    this.delay = delay;
    this.share = share;
    this.operations = operations;
    this.after = after;
    this.times = times;
    this.onHit = onHit;
  }

  private static Fault of(Kind kind) {
    return of(kind, Duration.ZERO, 1, Set.of());
  }

  private static Fault of(Kind kind, Duration delay, double share, Set<String> operations) {
    return new Fault(kind, delay, share, operations, 0, UNLIMITED, Fault::tellNobody);
  }

  /** The region is gone: new connections are refused, open ones are reset. */
  public static Fault down() {
    return of(Kind.DOWN);
  }

  /**
   * Packets vanish: new connections hang in connect, open ones take bytes and never answer, a
   * request under way included. Connections that sent something meanwhile are reset when the region
   * heals; a connect that still waits then may succeed, as after a real outage. Only Linux drops
   * the connects; elsewhere they succeed and hang after it.
   */
  public static Fault blackHole() {
    return of(Kind.BLACK_HOLE);
  }

  /**
   * Connections succeed, requests are taken and never applied nor answered. The connections stuck
   * so are reset when the region heals or gets another fault; they are never answered late.
   */
  public static Fault hang() {
    return of(Kind.HANG);
  }

  /** The request is applied, a part of the reply is delivered, then the connection is reset. */
  public static Fault reset() {
    return of(Kind.RESET);
  }

  /**
   * Every request waits before it reaches the region. A request that still waits when the region
   * heals goes on at once.
   *
   * @throws IllegalArgumentException if the delay is negative
   */
  public static Fault latency(Duration delay) {
    return latency(delay, 1);
  }

  /**
   * A share of the requests waits before it reaches the region. Which ones is the same in every
   * run, is exact over any long row of requests and follows no simple period.
   *
   * @param share 0 (none) to 1 (all)
   * @throws IllegalArgumentException if the delay is negative or the share is out of range
   */
  public static Fault latency(Duration delay, double share) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException(
          "a latency cannot be negative: " + delay + "; give zero or more");
    }
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("the share of requests must be 0 to 1, not " + share);
    }
    return of(Kind.LATENCY, delay, share, Set.of());
  }

  /** HTTP 500 with DynamoDB's {@code InternalServerError}; the request is not applied. */
  public static Fault internalServerError() {
    return of(Kind.INTERNAL_SERVER_ERROR);
  }

  /** HTTP 503 with {@code ServiceUnavailable}; the request is not applied. */
  public static Fault serviceUnavailable() {
    return of(Kind.SERVICE_UNAVAILABLE);
  }

  /** HTTP 400 with {@code ProvisionedThroughputExceededException}; the request is not applied. */
  public static Fault throttle() {
    return of(Kind.THROTTLE);
  }

  /**
   * HTTP 400 with {@code AccessDeniedException}, whose message names the operation, the region and
   * the table; the request is not applied.
   */
  public static Fault accessDenied() {
    return of(Kind.ACCESS_DENIED);
  }

  /** HTTP 400 with {@code ResourceNotFoundException}; the request is not applied. */
  public static Fault tableMissing() {
    return of(Kind.TABLE_MISSING);
  }

  /**
   * A BatchGetItem is answered for the first half of its keys, rounded up, and the others come back
   * as {@code UnprocessedKeys}. Other operations pass, so {@link #onOperation} has nothing to add.
   */
  public static Fault unprocessedKeys() {
    return of(Kind.UNPROCESSED_KEYS, Duration.ZERO, 1, Set.of("BatchGetItem"));
  }

  /** The request is applied; its reply is thrown away and the connection reset. */
  public static Fault lostReply() {
    return of(Kind.LOST_REPLY);
  }

  /**
   * The same fault for these operations only, by their name in {@code X-Amz-Target}, such as {@code
   * PutItem}.
   *
   * @throws UnsupportedOperationException for {@link #down}, {@link #blackHole} and {@link
   *     #unprocessedKeys}
   * @throws IllegalArgumentException if no operation is given
   */
  public Fault onOperation(String... dynamoDbOperations) {
    refuseForConnections("onOperation");
    if (kind == Kind.UNPROCESSED_KEYS) {
      throw new UnsupportedOperationException(
          "onOperation() is not possible for " + this + ": no other operation has such keys");
    }
    if (dynamoDbOperations.length == 0) {
      throw new IllegalArgumentException("onOperation needs an operation, such as \"PutItem\"");
    }
    return new Fault(kind, delay, share, Set.of(dynamoDbOperations), after, times, onHit);
  }

  /**
   * The same fault for the next {@code n} requests that it would hit, then none.
   *
   * @throws UnsupportedOperationException for {@link #down} and {@link #blackHole}
   * @throws IllegalArgumentException if {@code n} is less than 1
   */
  public Fault times(int n) {
    refuseForConnections("times");
    if (n < 1) {
      throw new IllegalArgumentException("times must be 1 or more, not " + n);
    }
    return new Fault(kind, delay, share, operations, after, n, onHit);
  }

  /**
   * The same fault once {@code n} requests that it would have hit have passed. Which request is hit
   * is certain if the client sends one at a time.
   *
   * @throws UnsupportedOperationException for {@link #down} and {@link #blackHole}
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public Fault after(int n) {
    refuseForConnections("after");
    if (n < 0) {
      throw new IllegalArgumentException("after must be 0 or more, not " + n);
    }
    return new Fault(kind, delay, share, operations, n, times, onHit);
  }

  /**
   * The same fault, which tells of each request that it hits: of one that is applied ({@link
   * #reset}, {@link #lostReply}, {@link #unprocessedKeys}) when the region has answered and the
   * client has not heard of it, of any other before anything comes of it. So a test can do
   * something at a point of its choice in another's work, such as kill it.
   *
   * @param listener called on the thread of the connection, which goes on when it returns
   * @throws UnsupportedOperationException for {@link #down} and {@link #blackHole}
   */
  public Fault onHit(Runnable listener) {
    refuseForConnections("onHit");
    return new Fault(kind, delay, share, operations, after, times, listener);
  }

  private void refuseForConnections(String modifier) {
    if (kind.hitsConnections()) {
      throw new UnsupportedOperationException(
          modifier
              + "() is not possible for "
              + this
              + ": it hits connections before any request is known; use hang(), reset() or lostReply() for single"
              + " requests");
    }
  }

  Kind kind() {
    return kind;
  }

  Duration delay() {
    return delay;
  }

  double share() {
    return share;
  }

  /** The operations that are hit; empty means all. */
  Set<String> operations() {
    return operations;
  }

  int after() {
    return after;
  }

  int times() {
    return times;
  }

  private static void tellNobody() {}

  /** Tells of a request that is hit. */
  void hit() {
    onHit.run();
  }

  /** For messages: the kind and what narrows it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
    if (kind == Kind.LATENCY) {
      text.append(' ').append(delay).append(" for a share of ").append(share);
    }
    if (!operations.isEmpty()) {
      text.append(" on ").append(operations);
    }
    if (after != 0) {
      text.append(", after ").append(after);
    }
    if (times != UNLIMITED) {
      text.append(", ").append(times).append(" times");
    }
    return text.toString();
  }
}
