package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many threads a region's calls use, and how they wait for one. */
class RegionPoolTest {
  private static final int THREADS = 4;

  @Test
  void run_whenCallsComeOneAfterAnother_thenFewThreadsServeThemAll() {
    try (RegionPool pool = new RegionPool("mars-1", 50)) {
      Set<String> names = new HashSet<>();
      for (int i = 0; i < 200; i++) {
        names.add(pool.run(() -> Thread.currentThread().getName()).join());
      }

      // One, or two where the first had not yet gone back to wait when the next call came.
      assertThat(names).hasSizeLessThan(20);
    }
  }

  @Test
  void run_whenMoreCallsComeThanThereAreThreads_thenAllAreServed() throws InterruptedException {
    try (RegionPool pool = new RegionPool("mars-1", THREADS)) {
      CountDownLatch all = new CountDownLatch(THREADS);
      CountDownLatch go = new CountDownLatch(1);
      List<CompletableFuture<String>> calls =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      pool.run(
                          () -> {
                            all.countDown();
                            await(go);
                            return Thread.currentThread().getName();
                          }))
              .toList();
      all.await();
      go.countDown();

      Set<String> names = new HashSet<>();
      calls.forEach(call -> names.add(call.join()));
      assertThat(names).hasSize(THREADS);
    }
  }

  @Test
  void close_whileCallsWait_thenTheyFailAndNewOnesAreRefused() throws InterruptedException {
    RegionPool pool = new RegionPool("mars-1", 1);
    CountDownLatch started = new CountDownLatch(1);
    CompletableFuture<String> running =
        pool.run(
            () -> {
              started.countDown();
              await(new CountDownLatch(1));
              return "never";
            });
    started.await();
    CompletableFuture<String> waiting = pool.run(() -> "never");

    pool.close();

    assertThatThrownBy(waiting::join).hasCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(running::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pool.run(() -> "never").join())
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("closed");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
