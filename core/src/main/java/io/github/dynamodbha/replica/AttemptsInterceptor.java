package io.github.dynamodbha.replica;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Notes what became of a call's attempts in its region. The SDK tries again by itself and throws
 * what the last attempt threw; but an earlier one that got no answer may have been carried out,
 * whatever the last one says. The exception then carries an {@link UnclearAttemptException}.
 *
 * <p>The attempts of one call follow each other, so that its notes need no lock.
 */
final class AttemptsInterceptor implements ExecutionInterceptor {
  private static final ExecutionAttribute<Attempts> ATTEMPTS =
      new ExecutionAttribute<>("dynamodbha.attempts");

  /** From here on a status says that nothing was carried out, up to the server's own errors. */
  private static final int REFUSED = 400;

  private static final int SERVER_ERROR = 500;

  private static final class Attempts {
    private boolean begun;
    private boolean refused;
    private boolean unclear;
  }

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
    Attempts attempts = call.getAttribute(ATTEMPTS);
    if (attempts == null) {
      attempts = new Attempts();
      call.putAttribute(ATTEMPTS, attempts);
    }
    attempts.unclear |= attempts.begun && !attempts.refused;
    attempts.begun = true;
    attempts.refused = false;
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes call) {
    SdkHttpResponse response = context.httpResponse();
    Attempts attempts = call.getAttribute(ATTEMPTS);
    if (attempts != null) {
      attempts.refused = response.statusCode() >= REFUSED && response.statusCode() < SERVER_ERROR;
    }
  }

  @Override
  public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes call) {
    Throwable thrown = context.exception();
    Attempts attempts = call.getAttribute(ATTEMPTS);
    if (attempts != null && attempts.unclear) {
      thrown.addSuppressed(new UnclearAttemptException());
    }
    return thrown;
  }
}
