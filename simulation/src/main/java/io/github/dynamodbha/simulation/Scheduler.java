package io.github.dynamodbha.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Owns time and decides what happens next.
 *
 * <p>Two kinds of code run under it. Code of callbacks runs as events, one after the other. Code
 * that waits (sync and verify) runs as {@linkplain Actor actors}, each on a thread of its own; but
 * only the one that holds the baton runs. An actor that waits runs the events itself, on its own
 * stack, until what it waits for is there, or until another actor can go on, to which it then hands
 * the baton. So who runs next follows from the events alone, and a history is the same each time.
 *
 * <p>What code does is on behalf of an operation of the history, the context: an event inherits it
 * from the code that planned it.
 */
public final class Scheduler {
  /** No history needs more; one that does goes round in circles. */
  private static final long MAX_STEPS = 400_000;

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final List<Actor> waiting = new ArrayList<>();
  private final Actor main = new Actor("main", 0, () -> {});
  private final Trace trace;
  private final boolean overdueUnseen;
  private Actor running = main;
  private long now;
  private long sequence;
  private long steps;
  private int context;
  private int actors;
  private @Nullable Throwable failure;

  Scheduler(Trace trace, boolean overdueUnseen) {
    this.trace = trace;
    this.overdueUnseen = overdueUnseen;
  }

  private record Event(long at, long sequence, int context, boolean step, Runnable action)
      implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  /** Nanoseconds since the history began. */
  public long now() {
    return now;
  }

  /** How many events were steps so far. */
  long steps() {
    return steps;
  }

  /** What the history has shown so far. */
  Trace trace() {
    return trace;
  }

  /** The operation on whose behalf the running code runs; 0 for none. */
  public int context() {
    return context;
  }

  /** Runs code on behalf of an operation. */
  void inContext(int operation, Runnable code) {
    int before = context;
    context = operation;
    try {
      code.run();
    } finally {
      context = before;
    }
  }

  /** Plans a step. */
  public void after(long nanos, Runnable action) {
    plan(nanos, true, action);
  }

  /** Plans what is no step: a look whether something is overdue, which hardly ever is. */
  public void quietlyAfter(long nanos, Runnable action) {
    if (!overdueUnseen) {
      plan(nanos, false, action);
    }
  }

  private void plan(long nanos, boolean step, Runnable action) {
    events.add(new Event(now + Math.max(0, nanos), sequence++, context, step, action));
  }

  /** Starts code that may wait. It begins when whoever runs waits. */
  Actor start(String name, Runnable body) {
    Actor actor = new Actor(name, context, body);
    waiting.add(actor);
    actors++;
    return actor;
  }

  /**
   * Waits, for actors: others go on until this is true.
   *
   * @throws CrashError if the actor is killed
   */
  public void await(BooleanSupplier done) {
    Actor self = running;
    int before = context;
    while (true) {
      if (self.killed) {
        throw new CrashError();
      }
      if (failure != null) {
        throw new IllegalStateException("The history has failed", failure);
      }
      if (done.getAsBoolean()) {
        context = before;
        return;
      }
      Actor other = ready();
      if (other == null) {
        runNextEvent();
      } else {
        self.until = done;
        waiting.add(self);
        handOver(other);
        self.awaitBaton();
      }
    }
  }

  private @Nullable Actor ready() {
    for (Actor actor : waiting) {
      if (actor.isReady()) {
        return actor;
      }
    }
    return null;
  }

  private void handOver(Actor next) {
    waiting.remove(next);
    running = next;
    next.takeBaton(this);
  }

  /** An actor has ended, and somebody must go on. */
  private void goOnWithout(Actor ended) {
    ended.ended = true;
    actors--;
    Actor other = ready();
    while (other == null) {
      if (failure != null) {
        other = Objects.requireNonNull(waiting.contains(main) ? main : waiting.get(0));
      } else {
        runNextEvent();
        other = ready();
      }
    }
    handOver(other);
  }

  private void runNextEvent() {
    Event event = events.poll();
    if (event == null) {
      failure = new IllegalStateException("Something waits, but nothing will happen any more");
      return;
    }
    now = event.at;
    context = event.context;
    if (event.step && ++steps > MAX_STEPS) {
      failure = new IllegalStateException("The history does not end");
      return;
    }
    try {
      event.action.run();
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
    }
  }

  /** Runs what is planned, and the actors, until nothing is left of either. */
  void drain() {
    await(() -> events.isEmpty() && actors == 0);
  }

  /** Ends all actors; nothing that is planned happens any more. */
  void close() {
    events.clear();
    failure = null;
    waiting.forEach(Actor::kill);
    await(() -> actors == 0);
  }

  /** Code that may wait. */
  final class Actor {
    private final String name;
    private final int begunIn;
    private final Runnable body;
    private final Baton baton = new Baton();
    private BooleanSupplier until = () -> true;
    private boolean begun;
    private boolean killed;
    private boolean ended;

    private Actor(String name, int begunIn, Runnable body) {
      this.name = name;
      this.begunIn = begunIn;
      this.body = body;
    }

    /** Ends it where it waits, or before it begins. */
    void kill() {
      killed = true;
    }

    boolean isEnded() {
      return ended;
    }

    private boolean isReady() {
      return killed || failure != null || until.getAsBoolean();
    }

    private void takeBaton(Scheduler scheduler) {
      if (begun || this == main) {
        baton.give();
      } else {
        begun = true;
        ActorThreads.run(name, () -> scheduler.run(this));
      }
    }

    private void awaitBaton() {
      baton.await();
    }
  }

  private void run(Actor actor) {
    context = actor.begunIn;
    try {
      if (!actor.killed) {
        actor.body.run();
      }
    } catch (CrashError killed) {
      trace.note(now, () -> actor.name + " is killed");
    } catch (RuntimeException | Error thrown) {
      failure = failure == null ? thrown : failure;
    }
    goOnWithout(actor);
  }
}
