package io.github.dynamodbha;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * Looks by Lincheck for an interleaving of a class's operations whose outcome they could not have
 * had one after the other, or that leaves an invariant broken.
 *
 * <p>A class to look at is public, with a public constructor without parameters for the state that
 * each try starts from, with methods that are an {@code @Operation}, and at most one that is to
 * {@code @Validate} what the operations leave behind.
 */
public final class Interleavings {
  /** Random scenarios; each is tried in many interleavings. */
  private static final int SCENARIOS = 6;

  private static final int STEPPED_TRIES = 100;
  private static final int THREADED_TRIES = 100;

  /** Lincheck takes a longer loop for one that waits. */
  private static final int LONGEST_LOOP = 1000;

  private static final String[] JDK_COLLECTIONS = {
    "java.util.concurrent.ConcurrentHashMap",
    "java.util.concurrent.ConcurrentHashMap$KeySetView",
    "java.util.concurrent.ConcurrentLinkedQueue",
  };

  private Interleavings() {}

  /** Fails with the interleaving, if there is one, chosen step by step or met by real threads. */
  public static void assertNoneBreaks(Class<?> operations) {
    assertNoSteppedOneBreaks(operations);
    assertNoThreadsBreak(operations);
  }

  /** Chosen step by step only: for what real threads hardly ever meet in. */
  public static void assertNoSteppedOneBreaks(Class<?> operations) {
    stepped().check(operations);
  }

  /** Met by real threads only: for what Lincheck can step through slowly or not at all. */
  public static void assertNoThreadsBreak(Class<?> operations) {
    bounded(new StressOptions().invocationsPerIteration(THREADED_TRIES), 3).check(operations);
  }

  /** A negative control: fails if no interleaving breaks the class. */
  public static void assertOneBreaks(Class<?> operations) {
    assertThatExceptionOfType(LincheckAssertionError.class)
        .isThrownBy(() -> stepped().check(operations));
  }

  private static Options<?, ?> stepped() {
    ModelCheckingOptions options = new ModelCheckingOptions();
    // The JDK's own are trusted: steps within them would only hide those of ours.
    options.addGuarantee(
        ManagedStrategyGuaranteeKt.forClasses(JDK_COLLECTIONS).allMethods().treatAsAtomic());
    return bounded(options.loopBound(LONGEST_LOOP).invocationsPerIteration(STEPPED_TRIES), 2);
  }

  private static Options<?, ?> bounded(Options<?, ?> options, int threads) {
    return options
        .iterations(SCENARIOS)
        .threads(threads)
        .actorsBefore(0)
        .actorsPerThread(3)
        .actorsAfter(1);
  }
}
