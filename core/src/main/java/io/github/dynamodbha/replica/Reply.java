package io.github.dynamodbha.replica;

import java.time.Duration;
import java.util.function.Function;

/**
 * What one region said to one call: an answer or a classified failure.
 *
 * @param <A> the answer
 */
public sealed interface Reply<A> {
  /** The region that was asked. */
  String region();

  /** How long it took, from the call to the answer or failure. */
  Duration latency();

  /** The same reply with another answer. */
  <B> Reply<B> map(Function<? super A, ? extends B> change);

  /** The region answered. */
  record Answered<A>(String region, Duration latency, A answer) implements Reply<A> {
    @Override
    public <B> Reply<B> map(Function<? super A, ? extends B> change) {
      return new Answered<>(region, latency, change.apply(answer));
    }
  }

  /** The region refused, failed or kept silent. */
  record Failed<A>(String region, Duration latency, Failure failure) implements Reply<A> {
    @Override
    public <B> Reply<B> map(Function<? super A, ? extends B> change) {
      return new Failed<>(region, latency, failure);
    }
  }
}
