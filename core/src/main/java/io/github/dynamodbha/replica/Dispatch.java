package io.github.dynamodbha.replica;

/** On which thread a synchronous client carries out a call; an asynchronous one has its own. */
public enum Dispatch {
  /** On a thread of the region's, so that the caller may go on at once. */
  REGION_THREAD,
  /**
   * On the calling thread, which saves the change of threads. For the last leg that a caller starts
   * before it waits anyway; the call's timeout bounds it.
   */
  CALLING_THREAD
}
