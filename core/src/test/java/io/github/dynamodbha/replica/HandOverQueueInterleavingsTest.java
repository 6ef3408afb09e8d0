package io.github.dynamodbha.replica;

import io.github.dynamodbha.Interleavings;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

class HandOverQueueInterleavingsTest {
  @Test
  void tasks_whenThePoolIsClosedAsTheyCome_thenEachIsRunOrRejected() {
    Interleavings.assertNoneBreaks(Tasks.class);
  }

  /** Tasks for which there is no thread, and the pool's closing as {@link RegionPool} does it. */
  public static class Tasks {
    private static final int ROOM = 100;

    private final HandOverQueue queue = new HandOverQueue(ROOM);
    private final Pool pool = new Pool();
    private final Queue<Task> taken = new ConcurrentLinkedQueue<>();
    private final Queue<Task> rejected = new ConcurrentLinkedQueue<>();

    private static final class Task extends AtomicInteger implements Runnable {
      private static final long serialVersionUID = 1L;

      @Override
      public void run() {
        incrementAndGet();
      }
    }

    /** An executor without threads, of which the queue asks only whether it is closed. */
    private static final class Pool extends ThreadPoolExecutor {
      private volatile boolean closed;

      Pool() {
        super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
      }

      @Override
      public boolean isShutdown() {
        return closed;
      }
    }

    @Operation
    public boolean taskComes() {
      Task task = new Task();
      try {
        queue.whenFull().rejectedExecution(task, pool);
      } catch (RejectedExecutionException full) {
        rejected.add(task);
        return false;
      }
      taken.add(task);
      return true;
    }

    @Operation
    public void threadIsFree() {
      Runnable task = queue.poll();
      if (task != null) {
        task.run();
      }
    }

    @Operation
    public void close() {
      pool.closed = true;
      List<Runnable> waiting = new ArrayList<>();
      int unused = queue.drainTo(waiting);
      waiting.forEach(Runnable::run);
    }

    @Validate
    public void validate() {
      if (pool.closed && !queue.isEmpty()) {
        throw new IllegalStateException("A task waits in a pool that is closed");
      }
      for (Task task : taken) {
        if (task.get() + (queue.contains(task) ? 1 : 0) != 1) {
          throw new IllegalStateException("A task that was taken was run " + task + " times");
        }
      }
      for (Task task : rejected) {
        if (task.get() != 0) {
          throw new IllegalStateException("A task that was rejected was run");
        }
      }
    }
  }
}
