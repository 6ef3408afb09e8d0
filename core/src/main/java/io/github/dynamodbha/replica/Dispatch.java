package io.github.dynamodbha.replica;

/**
 * On which thread a synchronous client carries out a call, or an asynchronous one starts it, which
 * includes the look-up of credentials.
 */
public enum Dispatch {
  /** On a thread of the region's, so that the caller may go on at once. */
  REGION_THREAD,
  /**
   * On the calling thread, which saves the change of threads. For the last leg that a caller starts
   * before it waits anyway; the call's timeout bounds it. {@link Replica} uses {@link
   * #REGION_THREAD} instead while that isn't sure.
   */
  CALLING_THREAD
}
