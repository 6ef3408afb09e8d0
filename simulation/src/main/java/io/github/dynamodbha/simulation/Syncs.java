package io.github.dynamodbha.simulation;

import io.github.dynamodbha.sync.Divergence;
import io.github.dynamodbha.sync.SimulatedSync;
import io.github.dynamodbha.sync.SyncException;
import io.github.dynamodbha.sync.SyncLimits;
import io.github.dynamodbha.sync.SyncListener;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The syncs and verifies of a history, amid its traffic and after it. */
final class Syncs {
  /** Longer than a look may be old when its repair is sent; see docs/protocol.md. */
  private static final Duration MAX_LOOK_AGE = Duration.ofMinutes(1);

  /** The least: a history has few items. */
  private static final long MEMORY_BYTES = 1 << 17;

  /** One write in a thousand seconds. */
  private static final double SLOW_UNITS = 0.001;

  private final World world;
  private final Plan plan;
  private final Scheduler scheduler;
  private final Violations violations;
  private final Path spill;
  private final List<Run> underWay = new ArrayList<>();
  private @Nullable Path directory;
  private int made;

  private record Run(SimulatedProcess process, List<Scheduler.Actor> actors) {}

  Syncs(World world, Plan plan, Violations violations, Path spill) {
    this.world = world;
    this.plan = plan;
    this.scheduler = world.scheduler();
    this.violations = violations;
    this.spill = spill;
  }

  /** The grace that docs/protocol.md asks for: the longest time a write may be under way. */
  private Duration grace() {
    if (plan.setup().graceZero() || world.sabotage().isOff(Guard.GRACE)) {
      return Duration.ZERO;
    }
    return MAX_LOOK_AGE
        .plusMillis(2L * plan.setup().timeoutMillis())
        .plusNanos(Fate.MAX_LATE_NANOS)
        .plusNanos(plan.clocksDifferByMicros() * 1_000)
        .plusSeconds(10);
  }

  /** Begins a run amid traffic. */
  void begin(boolean verify) {
    SimulatedProcess process = process();
    List<Scheduler.Actor> actors = new ArrayList<>();
    Run run = new Run(process, actors);
    int faultsBefore = world.network().faults();
    underWay.add(run);
    SimulatedSync sync = sync(process, actors);
    boolean slow = plan.setup().slowSync() && made == 1;
    // One run at a time may use it, and a verify's is another's.
    boolean kept = !verify && plan.setup().checkpoint() && underWay.size() == 1;
    actors.add(
        scheduler.start(
            verify ? "verify" : "sync",
            () -> {
              try {
                SyncOptions options = options(grace(), SyncListener.NONE);
                if (kept) {
                  options = options.toBuilder().checkpoint(checkpoint()).build();
                }
                if (slow) {
                  options =
                      options.toBuilder()
                          .limits(options.limits().withMaxWriteUnits(SLOW_UNITS))
                          .build();
                }
                SyncReport report = verify ? sync.verify(options) : sync.sync(options);
                scheduler
                    .trace()
                    .note(scheduler.now(), () -> process.name() + " ends: " + report.counts());
              } catch (SyncException regionDown) {
                if (world.network().faults() == faultsBefore) {
                  violations.add(
                      Properties.NOTHING_FAILS, process.name() + " failed: " + regionDown);
                }
                scheduler
                    .trace()
                    .note(
                        scheduler.now(),
                        () -> process.name() + " fails: " + regionDown.getMessage());
              } finally {
                underWay.remove(run);
              }
            }));
  }

  private Path checkpoint() {
    try {
      if (directory == null) {
        directory = Files.createTempDirectory("dynamodb-ha-simulation");
      }
      return directory.resolve("checkpoint");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what killed runs have left. */
  void close() {
    if (directory != null) {
      try {
        Files.deleteIfExists(directory.resolve("checkpoint"));
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Kills what is under way. */
  void crash() {
    for (Run run : underWay) {
      run.process().kill();
      run.actors().forEach(Scheduler.Actor::kill);
    }
    underWay.clear();
  }

  /** Makes a whole run while nothing else goes on. */
  SyncReport run(boolean verify, List<Divergence> divergences) {
    SyncOptions options =
        options(
            Duration.ZERO,
            new SyncListener() {
              @Override
              public void onDivergence(Divergence divergence) {
                divergences.add(divergence);
              }
            });
    SimulatedSync sync = sync(process(), new ArrayList<>());
    return verify ? sync.verify(options) : sync.sync(options);
  }

  private SimulatedProcess process() {
    return new SimulatedProcess("sync " + ++made, scheduler, world.clock(plan.setup().clients()));
  }

  private SyncOptions options(Duration grace, SyncListener listener) {
    return SyncOptions.builder()
        .tombstoneGrace(grace)
        .concurrency(plan.setup().concurrency())
        .limits(SyncLimits.DEFAULT.withMemoryBytes(MEMORY_BYTES))
        .spillDirectory(spill)
        .listener(listener)
        .build();
  }

  private SimulatedSync sync(SimulatedProcess process, List<Scheduler.Actor> actors) {
    return new SimulatedSync(
        world.replicas(process),
        process.clock(),
        world.sabotage().syncNanos(scheduler::now),
        duration -> sleep(process, duration),
        new SplittableRandom(Seeds.mix(plan.seed(), 9_000 + made)),
        tasks -> work(tasks, actors));
  }

  private void sleep(SimulatedProcess process, Duration duration) {
    SimulatedFuture<@Nullable Void> over = new SimulatedFuture<>(scheduler);
    process.after(duration).execute(() -> over.complete(null));
    scheduler.await(over::isDone);
  }

  /** Does a step's tasks: one on the spot, several by an actor each. */
  private void work(List<SimulatedSync.Task> tasks, List<Scheduler.Actor> actors)
      throws InterruptedException {
    if (tasks.size() == 1) {
      tasks.get(0).run();
      return;
    }
    List<Throwable> failures = new ArrayList<>();
    int[] left = {tasks.size()};
    List<Scheduler.Actor> mine = new ArrayList<>();
    for (SimulatedSync.Task task : tasks) {
      Scheduler.Actor actor =
          scheduler.start(
              "worker",
              () -> {
                try {
                  task.run();
                } catch (InterruptedException | RuntimeException failed) {
                  failures.add(failed);
                }
                left[0]--;
              });
      mine.add(actor);
      actors.add(actor);
    }
    scheduler.await(() -> left[0] == 0 || !failures.isEmpty());
    mine.forEach(Scheduler.Actor::kill);
    if (!failures.isEmpty()) {
      Throwable first = failures.get(0);
      if (first instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(first);
    }
  }

  void complain(SyncReport report, String what) {
    violations.add(Properties.SYNC_SETTLES, what + ": " + report.toText());
  }
}
