package io.github.dynamodbha.sync;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureClass;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long a run bears with one replica. A call that is throttled, or fails because the region is
 * sick, is repeated a bounded number of times after growing, jittered delays; every call of a run
 * may be repeated, since each is a read or a conditional write. A replica of which {@value
 * #MAX_FAILED_CALLS} calls in a row stayed without an answer, all tries included, is given up for
 * the rest of the run, so that a dead region costs a few delays and not some for every key.
 *
 * <p>Thread-safe.
 */
final class Patience {
  static final int MAX_TRIES = 5;

  /** Throttling is no fault; a slow table is worth more patience than a sick one. */
  static final int MAX_THROTTLED_TRIES = 10;

  static final int MAX_FAILED_CALLS = 3;

  private static final Duration FIRST_DELAY = Duration.ofMillis(200);
  private static final Duration LAST_DELAY = Duration.ofSeconds(5);

  private final String region;
  private final Sleeper sleeper;
  private final RandomGenerator jitter;
  private final AtomicInteger failedCalls = new AtomicInteger();
  private final AtomicReference<@Nullable Failure> givenUp = new AtomicReference<>();

  Patience(String region, Sleeper sleeper, RandomGenerator jitter) {
    this.region = region;
    this.sleeper = sleeper;
    this.jitter = jitter;
  }

  /** True if the replica gets no more calls in this run. */
  boolean isExhausted() {
    return givenUp.get() != null;
  }

  /** Starts a call, so that several replicas can be asked at once; see {@link Started#await}. */
  <A> Started<A> start(Supplier<CompletableFuture<Reply<A>>> call) {
    Failure failure = givenUp.get();
    return new Started<>(
        call,
        failure == null
            ? call.get()
            : CompletableFuture.completedFuture(
                new Reply.Failed<>(region, Duration.ZERO, failure)));
  }

  /** Makes a call and waits for its outcome. */
  <A> Reply<A> call(Supplier<CompletableFuture<Reply<A>>> call) throws InterruptedException {
    return start(call).await();
  }

  /** A call under way. */
  final class Started<A> {
    private final Supplier<CompletableFuture<Reply<A>>> call;
    private final CompletableFuture<Reply<A>> first;

    private Started(Supplier<CompletableFuture<Reply<A>>> call, CompletableFuture<Reply<A>> first) {
      this.call = call;
      this.first = first;
    }

    /** Waits for the answer, with as many tries as the replica gets. */
    Reply<A> await() throws InterruptedException {
      Reply<A> reply = join(first);
      for (int tries = 1; reply instanceof Reply.Failed<A> failed; tries++) {
        FailureClass failureClass = failed.failure().failureClass();
        if (isExhausted() || tries >= maxTries(failureClass)) {
          failed(failed.failure());
          return reply;
        }
        sleeper.sleep(delay(tries));
        reply = join(call.get());
      }
      failedCalls.set(0);
      return reply;
    }
  }

  private static int maxTries(FailureClass failureClass) {
    return switch (failureClass) {
      case REGION_SICK, AMBIGUOUS -> MAX_TRIES;
      case THROTTLED -> MAX_THROTTLED_TRIES;
      case ANSWER, TABLE_MISSING -> 1;
    };
  }

  private void failed(Failure failure) {
    switch (failure.failureClass()) {
      case ANSWER, THROTTLED -> failedCalls.set(0);
      case REGION_SICK, AMBIGUOUS, TABLE_MISSING -> {
        if (failedCalls.incrementAndGet() >= MAX_FAILED_CALLS) {
          givenUp.compareAndSet(null, failure);
        }
      }
    }
  }

  private Duration delay(int tries) {
    long nanos = Math.min(LAST_DELAY.toNanos(), FIRST_DELAY.toNanos() << (tries - 1));
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
