package io.github.dynamodbha.replica;

import org.jspecify.annotations.Nullable;

/** Says, beside what a call's last attempt threw, that an earlier one may have been carried out. */
final class UnclearAttemptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnclearAttemptException() {
    super("An earlier attempt of this call got no answer, and may have been carried out");
  }

  /** Makes what a call threw, if anything, say so. */
  static void noteIn(@Nullable Throwable thrown) {
    if (thrown != null) {
      FailureTable.unwrap(thrown).addSuppressed(new UnclearAttemptException());
    }
  }

  /** Whether an exception of the SDK's says so. */
  static boolean isIn(Throwable thrown) {
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (suppressed instanceof UnclearAttemptException) {
        return true;
      }
    }
    return false;
  }
}
