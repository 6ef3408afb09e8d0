package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerThreadsTest {
  private final WorkerThreads workers = new WorkerThreads(2);

  @AfterEach
  void close() {
    workers.close();
  }

  @Test
  void run_waitsForAllTasks() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();

    workers.run(Collections.nCopies(5, done::incrementAndGet));

    assertThat(done).hasValue(5);
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("runtime"),
        new OutOfMemoryError("error"),
        new InterruptedException("interrupted"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void run_whenATaskFails_thenThrowsTheSameAndInterruptsTheOthers(Throwable failure)
      throws InterruptedException {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    List<Workers.Task> tasks =
        List.of(
            () -> {
              waiting.countDown();
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
            },
            () -> {
              waiting.await();
              fail(failure);
            });

    assertThatThrownBy(() -> workers.run(tasks)).isSameAs(failure);

    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }

  private static void fail(Throwable failure) throws InterruptedException {
    if (failure instanceof InterruptedException interruption) {
      throw interruption;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void close_whenItsThreadIsInterrupted_thenItStaysSo() {
    Thread.currentThread().interrupt();

    workers.close();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void close_whenItsThreadIsNotInterrupted_thenItStaysSo() {
    workers.close();

    assertThat(Thread.interrupted()).isFalse();
  }
}
