package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** No two versions of one clock are equal, whatever the threads do. */
class VersionClockThreadsTest {
  private static final int THREADS = 8;
  private static final int STAMPS = 5_000;
  private static final Version FAR_FUTURE =
      Version.parse("2099-01-01T00:00:00.000000Z~7fffffff").orElseThrow();

  private final VersionClock clock =
      new VersionClock(InstantSource.fixed(Instant.parse("2026-11-22T10:46:21Z")), -3);

  @Test
  void next_whenManyThreadsAsk_thenAllDifferAndEachThreadSeesThemIncrease() throws Exception {
    List<List<Version>> perThread = stampsOfManyThreads(clock::next);
    assertThat(perThread).allSatisfy(stamps -> assertThat(stamps).isSorted());
    assertAllDiffer(perThread);
  }

  @Test
  void next_whenManyThreadsStampAboveTheSameFarFutureVersion_thenAllDifferAndAreAboveIt()
      throws Exception {
    List<List<Version>> perThread = stampsOfManyThreads(() -> clock.next(FAR_FUTURE));
    assertThat(perThread)
        .allSatisfy(stamps -> assertThat(stamps).allMatch(v -> v.compareTo(FAR_FUTURE) > 0));
    assertAllDiffer(perThread);
    assertThat(clock.next().text()).startsWith("2026-11-22T10:46:21.04");
  }

  @Test
  void next_whenManyThreadsMixBothWays_thenAllDiffer() throws Exception {
    // Above the clock's own stamps of a moment ago, so that both ways meet in one microsecond.
    List<List<Version>> perThread =
        stampsOfManyThreads(() -> clock.next(Version.of(clock.next().epochMicros() + 1, 0)));
    assertAllDiffer(perThread);
  }

  private static void assertAllDiffer(List<List<Version>> perThread) {
    assertThat(perThread.stream().flatMap(List::stream).distinct()).hasSize(THREADS * STAMPS);
  }

  private static List<List<Version>> stampsOfManyThreads(Supplier<Version> stamp) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS);
      Callable<List<Version>> writer =
          () -> {
            start.await(1, TimeUnit.MINUTES);
            List<Version> stamps = new ArrayList<>(STAMPS);
            for (int i = 0; i < STAMPS; i++) {
              stamps.add(stamp.get());
            }
            return stamps;
          };
      List<Future<List<Version>>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(writer));
      }
      List<List<Version>> perThread = new ArrayList<>();
      for (Future<List<Version>> future : running) {
        perThread.add(future.get(1, TimeUnit.MINUTES));
      }
      return perThread;
    } finally {
      threads.shutdownNow();
    }
  }
}
