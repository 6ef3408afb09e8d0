package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a run deals with one replica: when a call may start, and how long failures are borne with.
 *
 * <p>Every try of a call waits for the {@link UnitBudget}, and its failure is settled there; what
 * an answered call consumed is told by the caller through {@link #consumed}, once for each.
 *
 * <p>A call that fails because the region is sick is repeated a bounded number of times after
 * growing, jittered delays; every call of a run may be repeated, since each is a read or a
 * conditional write. A replica of which {@value #MAX_FAILED_CALLS} calls in a row stayed without an
 * answer, all tries included, is given up for the rest of the run, so that a dead region costs a
 * few delays and not some for every key.
 *
 * <p>Throttling is no fault. It slows all calls to the replica down, and a throttled call is
 * repeated as long as the replica answers any call at all; a call fails after {@link
 * #MAX_THROTTLED} without.
 *
 * <p>Thread-safe.
 */
final class Patience {
  static final int MAX_TRIES = 5;

  /** Longer than DynamoDB needs to add capacity or to split a hot partition. */
  static final Duration MAX_THROTTLED = Duration.ofMinutes(10);

  /** With a budget of next to nothing, few tries may take longer than that. */
  static final int MIN_THROTTLED_TRIES = 10;

  static final int MAX_FAILED_CALLS = 3;

  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LAST_DELAY = Duration.ofSeconds(5);

  /** More would only overflow: the last delay is reached long before. */
  private static final int MAX_DOUBLINGS = 10;

  private final String region;
  private final UnitBudget budget;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private final RandomGenerator jitter;

  /** Changed under the lock. */
  private volatile Streak streak = Streak.NONE;

  private volatile long lastAnswer;

  /**
   * The calls in a row that stayed without an answer. In one, so that no other call comes between
   * the one that is too many and its consequence.
   *
   * @param givenUp why the replica was given up, which is for good; null if it is not
   */
  private record Streak(int failedCalls, @Nullable Failure givenUp) {
    private static final Streak NONE = new Streak(0, null);

    Streak answered() {
      return givenUp == null ? NONE : this;
    }

    Streak failed(Failure failure) {
      int calls = failedCalls + 1;
      return givenUp == null ? new Streak(calls, calls < MAX_FAILED_CALLS ? null : failure) : this;
    }
  }

  Patience(
      String region,
      UnitBudget budget,
      LongSupplier nanoTime,
      Sleeper sleeper,
      RandomGenerator jitter) {
    this.region = region;
    this.budget = budget;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.jitter = jitter;
    this.lastAnswer = nanoTime.getAsLong();
  }

  /** True if the replica gets no more calls in this run. */
  boolean isExhausted() {
    return streak.givenUp() != null;
  }

  /** An answered call consumed so much; 0 if the engine doesn't tell. */
  void consumed(double units) {
    budget.consumed(units);
  }

  /** A call that was started was not sent after all. */
  void notSent() {
    budget.failed(false);
  }

  /**
   * Waits for the budget and starts a call, so that several replicas can be asked at once; see
   * {@link Started#await}.
   */
  <A> Started<A> start(Supplier<CompletableFuture<Reply<A>>> call) throws InterruptedException {
    return start(0, call);
  }

  /**
   * As {@link #start(Supplier)}.
   *
   * @param atLeastUnits what the call consumes at least, so that the budget need not be surprised
   */
  <A> Started<A> start(double atLeastUnits, Supplier<CompletableFuture<Reply<A>>> call)
      throws InterruptedException {
    Failure failure = streak.givenUp();
    if (failure != null) {
      return new Started<>(atLeastUnits, call, completed(failure), false);
    }
    budget.await(atLeastUnits);
    return new Started<>(atLeastUnits, call, call.get(), true);
  }

  /** Makes a call and waits for its outcome. */
  <A> Reply<A> call(Supplier<CompletableFuture<Reply<A>>> call) throws InterruptedException {
    return start(call).await();
  }

  private <A> CompletableFuture<Reply<A>> completed(Failure failure) {
    return CompletableFuture.completedFuture(new Reply.Failed<>(region, Duration.ZERO, failure));
  }

  /** A call under way. */
  final class Started<A> {
    private final double atLeastUnits;
    private final Supplier<CompletableFuture<Reply<A>>> call;
    private final CompletableFuture<Reply<A>> first;
    private final boolean sent;

    private Started(
        double atLeastUnits,
        Supplier<CompletableFuture<Reply<A>>> call,
        CompletableFuture<Reply<A>> first,
        boolean sent) {
      this.atLeastUnits = atLeastUnits;
      this.call = call;
      this.first = first;
      this.sent = sent;
    }

    /** Waits for the answer, with as many tries as the replica gets. */
    Reply<A> await() throws InterruptedException {
      Reply<A> reply = join(first);
      if (!sent) {
        return reply;
      }
      Tries tries = new Tries();
      while (reply instanceof Reply.Failed<A> failed) {
        Failure failure = failed.failure();
        int count = tries.failed(failure);
        if (isExhausted() || budget.isCancelled()) {
          noteFailure(failure);
          return reply;
        }
        if (!tries.isAnotherWorthwhile(failure.failureClass())) {
          noteFailure(failure);
          return new Reply.Failed<>(reply.region(), reply.latency(), explained(failure));
        }
        sleeper.sleep(delay(count));
        budget.await(atLeastUnits);
        reply = join(call.get());
      }
      lastAnswer = nanoTime.getAsLong();
      noteAnswer();
      return reply;
    }
  }

  /** The tries of one call; those that were throttled are counted apart. */
  private final class Tries {
    private int failed;
    private int throttled;
    private long throttledSince;

    /** Settles a failed try and counts it among its like. */
    private int failed(Failure failure) {
      if (failure.failureClass() != FailureClass.THROTTLED) {
        budget.failed(failure.mayHaveHappened());
        return ++failed;
      }
      budget.throttled();
      if (throttled == 0) {
        throttledSince = nanoTime.getAsLong();
      }
      return ++throttled;
    }

    private boolean isAnotherWorthwhile(FailureClass failureClass) {
      return switch (failureClass) {
        case REGION_SICK, AMBIGUOUS -> failed < MAX_TRIES;
        case THROTTLED -> throttled < MIN_THROTTLED_TRIES || idleNanos() < MAX_THROTTLED.toNanos();
        case ANSWER, TABLE_MISSING -> false;
      };
    }

    /** How long this call has been throttled without any other being answered. */
    private long idleNanos() {
      long now = nanoTime.getAsLong();
      return Math.min(now - throttledSince, now - lastAnswer);
    }
  }

  private static Failure explained(Failure failure) {
    if (failure.failureClass() != FailureClass.THROTTLED) {
      return failure;
    }
    return new Failure(
        failure.failureClass(),
        failure.reason()
            + " for "
            + MAX_THROTTLED.toMinutes()
            + " minutes without any answer (raise the table's capacity or quota, or run when other"
            + " traffic leaves some)",
        failure.mayHaveHappened(),
        failure.weight(),
        failure.cause());
  }

  private synchronized void noteFailure(Failure failure) {
    switch (failure.failureClass()) {
      case ANSWER, THROTTLED -> noteAnswer();
      case REGION_SICK, AMBIGUOUS, TABLE_MISSING -> streak = streak.failed(failure);
    }
  }

  private synchronized void noteAnswer() {
    streak = streak.answered();
  }

  private Duration delay(int tries) {
    int doublings = Math.min(tries - 1, MAX_DOUBLINGS);
    long nanos = Math.min(LAST_DELAY.toNanos(), FIRST_DELAY.toNanos() << doublings);
    return Duration.ofNanos(nanos / 2 + jitter.nextLong(nanos / 2 + 1));
  }

  private static <A> Reply<A> join(CompletableFuture<Reply<A>> reply) throws InterruptedException {
    try {
      return reply.get();
    } catch (ExecutionException e) {
      // Replicas complete with a reply, whatever happens.
      throw new IllegalStateException(e.getCause());
    }
  }
}
