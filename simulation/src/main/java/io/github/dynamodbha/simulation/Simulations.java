package io.github.dynamodbha.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Many histories, each of a seed of its own, on several threads. */
public final class Simulations {
  private final Set<Guard> off;
  private final Path spill;

  /**
   * Histories.
   *
   * @param off guards that are switched off in all of them
   * @param spill an empty directory
   */
  public Simulations(Set<Guard> off, Path spill) {
    this.off = Set.copyOf(off);
    this.spill = spill;
  }

  /**
   * What they showed.
   *
   * @param failedSeed the least seed that failed among those that were run, or null if none did
   */
  public record Summary(long steps, long histories, double seconds, @Nullable Long failedSeed) {
    @Override
    public String toString() {
      return String.format(
          "Simulated %,d steps in %,d histories, %.1f s, %,.0f steps a second: %s",
          steps,
          histories,
          seconds,
          steps / seconds,
          failedSeed == null ? "nothing broken" : "seed " + failedSeed + " fails");
    }
  }

  /**
   * Runs histories until they have taken so many steps together, or one fails.
   *
   * @param firstSeed the first seed; the next ones follow
   * @throws IllegalStateException if the thread is interrupted
   */
  public Summary run(long firstSeed, long steps, int threads) {
    long start = System.nanoTime();
    AtomicLong next = new AtomicLong(firstSeed);
    AtomicLong taken = new AtomicLong();
    AtomicLong failed = new AtomicLong(Long.MAX_VALUE);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(executor.submit(() -> work(next, taken, steps, failed)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
    long least = failed.get();
    return new Summary(
        taken.get(),
        next.get() - firstSeed,
        (System.nanoTime() - start) / 1e9,
        least == Long.MAX_VALUE ? null : least);
  }

  private void work(AtomicLong next, AtomicLong taken, long steps, AtomicLong failed) {
    while (taken.get() < steps && failed.get() == Long.MAX_VALUE) {
      long seed = next.getAndIncrement();
      Simulation.Result result = Simulation.run(Plans.of(seed), off, spill, false);
      taken.addAndGet(result.steps());
      if (!result.violations().isEmpty()) {
        failed.accumulateAndGet(seed, Math::min);
      }
    }
  }

  /** Makes a failing seed's plan as small as it still fails, and tells what happens in it. */
  public Failure explain(long seed) {
    Plan plan = Plans.of(seed);
    Plan smaller = new Shrinker(candidate -> !violations(candidate).isEmpty()).shrink(plan);
    Simulation.Result result = Simulation.run(smaller, off, spill, true);
    return new Failure(seed, plan, smaller, result);
  }

  private List<?> violations(Plan plan) {
    return Simulation.run(plan, off, spill, false).violations();
  }
}
