package io.github.dynamodbha.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** The synchronous face's wait; what ends it is what ends the SDK's own client. */
final class Waiting {
  private Waiting() {}

  /**
   * Calls and waits.
   *
   * @throws AbortedException if the thread is interrupted; its flag stays set
   */
  static <Q extends DynamoDbRequest, A extends DynamoDbResponse> A callAndWait(
      Router router, ServiceOperation<Q, A> operation, Q request, CallOptions options) {
    if (Thread.currentThread().isInterrupted()) {
      throw AbortedException.create(operation.name() + " was not sent: the thread is interrupted");
    }
    return get(operation, router.call(operation, request, options));
  }

  private static <A> A get(ServiceOperation<?, ?> operation, CompletableFuture<A> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create(operation.name() + " was interrupted and may yet happen", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(operation.name() + " failed in a way of its own", e);
    }
  }
}
