package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.BreakerState;
import io.github.dynamodbha.replica.LogLimit;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what a listener throws away from the calls. */
final class SafeListener implements ClientListener {
  private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);
  private static final LogLimit LIMIT = new LogLimit(System::nanoTime);

  private final ClientListener listener;

  SafeListener(ClientListener listener) {
    this.listener = listener;
  }

  @Override
  public void legEnded(String region, String operation, String outcome, Duration latency) {
    safely(() -> listener.legEnded(region, operation, outcome, latency));
  }

  @Override
  public void callEnded(
      String operation, String outcome, int regionsAsked, Hedging hedging, Duration latency) {
    safely(() -> listener.callEnded(operation, outcome, regionsAsked, hedging, latency));
  }

  @Override
  public void stored(String region, String operation) {
    safely(() -> listener.stored(region, operation));
  }

  @Override
  public void missed(String region, String operation, String reason) {
    safely(() -> listener.missed(region, operation, reason));
  }

  @Override
  public void breakerChanged(String region, boolean reading, BreakerState state) {
    safely(() -> listener.breakerChanged(region, reading, state));
  }

  @Override
  public void exclusionChanged(String region, boolean excluded) {
    safely(() -> listener.exclusionChanged(region, excluded));
  }

  /**
   * Runs what is not ours. An error too, such as a method that its library lacks, is logged only:
   * the thread is a call's, or one that others wait for.
   */
  static void safely(Runnable call) {
    try {
      call.run();
    } catch (Throwable e) {
      String remark = LIMIT.admit(kind(e));
      if (remark != null) {
        LOG.warn("A listener failed; the call that it was told of goes on{}", remark, e);
      }
    }
  }

  /** The exception's class and place: another one may be another listener's. */
  private static String kind(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    return thrown.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
