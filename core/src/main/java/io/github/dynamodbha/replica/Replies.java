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

  static double units(@Nullable ConsumedCapacity consumed) {
    return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
  }
}
