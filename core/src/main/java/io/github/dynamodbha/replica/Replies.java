package io.github.dynamodbha.replica;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/** What a reply's answer says. */
final class Replies {
  private Replies() {}

  /** As {@link Reply#map}, but an answer that can't be read is a failure too, never a lost call. */
  static <A, B> Reply<B> convert(Reply<A> reply, Function<A, B> change) {
    try {
      return reply.map(change);
    } catch (RuntimeException unreadable) {
      return new Reply.Failed<>(reply.region(), reply.latency(), FailureTable.classify(unreadable));
    }
  }

  /**
   * What was looked up after a refusal. If that failed, it says nothing of the call that was
   * refused and may have been carried out before; the refusal does.
   */
  static <A> Reply<A> lookedUpAfter(Reply<?> refused, Reply<A> lookUp) {
    if (!(lookUp instanceof Reply.Failed<A> failed)) {
      return lookUp;
    }
    boolean unclear = ((Reply.Failed<?>) refused).failure().anyAttemptMayHaveHappened();
    Failure failure = failed.failure();
    return new Reply.Failed<>(
        lookUp.region(),
        lookUp.latency(),
        unclear ? failure.afterUnclear() : failure.ofAnotherCall());
  }

  static double units(@Nullable ConsumedCapacity consumed) {
    return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
  }
}
