package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;

/**
 * One region's part in a call, which another region may overtake: then nobody needs it any more,
 * and a synchronous call that sits on the caller's thread must end at once.
 *
 * <p>A thread that waits for a socket hears no interrupt, so the leg holds on to the HTTP request
 * that it is in and aborts that, as the SDK's own timeout does. The SDK's asynchronous client needs
 * nothing of this: nobody sits in its calls, and its timeout frees the connection.
 *
 * <p>Thread-safe.
 */
public final class Leg {
  private static final ThreadLocal<@Nullable Leg> CURRENT = new ThreadLocal<>();

  private boolean overtaken; // guarded by this
  private @Nullable ExecutableHttpRequest request; // guarded by this

  /** Ends the leg, if it is still under way; its reply then fails with {@code overtaken}. */
  public void overtake() {
    ExecutableHttpRequest underWay;
    synchronized (this) {
      overtaken = true;
      underWay = request;
    }
    if (underWay != null) {
      underWay.abort();
    }
  }

  synchronized boolean isOvertaken() {
    return overtaken;
  }

  /** The leg that this thread is in, or null. */
  static @Nullable Leg current() {
    return CURRENT.get();
  }

  static void enter(Leg leg) {
    CURRENT.set(leg);
  }

  static void exit() {
    CURRENT.remove();
  }

  /**
   * Notes what the leg is waiting for.
   *
   * @throws OvertakenException if it need not even start
   */
  synchronized void waitsFor(ExecutableHttpRequest newRequest) {
    if (overtaken) {
      throw new OvertakenException(null);
    }
    request = newRequest;
  }
}
