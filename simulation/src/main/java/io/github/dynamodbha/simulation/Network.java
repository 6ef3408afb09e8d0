package io.github.dynamodbha.simulation;

import io.github.dynamodbha.replica.Operation;
import io.github.dynamodbha.replica.SimulatedReplicas;
import io.github.dynamodbha.simulation.Plan.Mode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/** Carries requests to regions and replies back, as well as the plan lets it. */
final class Network {
  /** As many as the SDK makes of one call, the first included. */
  static final int MAX_ATTEMPTS = 3;

  private static final long BACKOFF_NANOS = 20_000_000;
  private static final long REFUSAL_NANOS = 500_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Scheduler scheduler;
  private final Plan plan;
  private final List<ModelTable> tables;
  private final Sabotage sabotage;
  private final Observer observer;
  private final Mode[] modes;
  private final long[] failsUntil;
  private final Map<Long, Integer> counts = new HashMap<>();
  private boolean calm;
  private int faults;

  /** Follows the messages. */
  interface Observer {
    /** A process sends a request. */
    void sent(Message message);

    /** A request was carried out in its region. */
    void delivered(Message message);

    /** Its reply has reached the process, in time. */
    void replied(Message message);
  }

  Network(
      Scheduler scheduler,
      Plan plan,
      List<ModelTable> tables,
      Sabotage sabotage,
      Observer observer) {
    this.scheduler = scheduler;
    this.plan = plan;
    this.tables = tables;
    this.sabotage = sabotage;
    this.observer = observer;
    this.modes = new Mode[plan.setup().regions()];
    this.failsUntil = new long[modes.length];
    Arrays.fill(modes, Mode.UP);
  }

  /** A region fails in some way from now on. */
  void mode(int region, Mode mode) {
    modes[region] = mode;
  }

  /**
   * A region fails for a time, or longer if it was to fail for longer already; then in this way.
   */
  void failsFor(long nanos, int region, Mode mode) {
    modes[region] = mode;
    failsUntil[region] = Math.max(failsUntil[region], scheduler.now() + nanos);
    scheduler.after(
        nanos,
        () -> {
          if (scheduler.now() >= failsUntil[region]) {
            modes[region] = Mode.UP;
          }
        });
  }

  /** From now on nothing goes wrong. */
  void calm() {
    calm = true;
    Arrays.fill(modes, Mode.UP);
  }

  /** To how many messages something has happened so far. */
  int faults() {
    return faults;
  }

  /** The way from a process to a region. */
  Transport transport(SimulatedProcess process, int region) {
    return new Transport() {
      @Override
      public <Q extends DynamoDbRequest, A extends DynamoDbResponse> CompletableFuture<A> call(
          Operation<Q, A> operation, Q request, Duration remaining) {
        return new Call<A>(process, region, operation.name(), request).begin(remaining);
      }
    };
  }

  private int count(int operation, int region) {
    return counts.merge(operation * 8L + region, 1, Integer::sum);
  }

  /** One call of a process, with the attempts that the SDK makes of it. */
  private final class Call<A extends DynamoDbResponse> {
    private final SimulatedProcess process;
    private final Plan.MessageId id;
    private final String operation;
    private final DynamoDbRequest request;
    private final SimulatedFuture<A> outcome = new SimulatedFuture<>(scheduler);

    /** True once an attempt got no answer and may have been carried out. */
    private boolean unclear;

    Call(SimulatedProcess process, int region, String operation, DynamoDbRequest request) {
      this.process = process;
      this.id = new Plan.MessageId(scheduler.context(), region, count(scheduler.context(), region));
      this.operation = operation;
      this.request = request;
    }

    CompletableFuture<A> begin(Duration remaining) {
      if (!sabotage.isOff(Guard.TIMEOUT)) {
        scheduler.quietlyAfter(remaining.toNanos(), this::timeOut);
      }
      DynamoDbResponse shownBefore = sabotage.shownBefore(process.name(), id.region(), request);
      if (shownBefore != null) {
        scheduler.after(REFUSAL_NANOS, () -> complete(shownBefore));
        return outcome;
      }
      attempt(1);
      return outcome;
    }

    private void timeOut() {
      if (!outcome.isDone()) {
        scheduler.after(
            0, () -> fail(new Message(id, process, operation, request), NetworkErrors.timedOut()));
      }
    }

    private void attempt(int number) {
      Message message = new Message(id, process, operation, sabotage.sent(id.operation(), request));
      observer.sent(message);
      Fate fate = Fate.of(plan, id, number, calm);
      Fate.Kind kind = fate.kind();
      Mode mode = modes[id.region()];
      faults += kind == Fate.Kind.NONE && mode == Mode.UP ? 0 : 1;
      if (mode == Mode.REFUSED || mode == Mode.UNKNOWN_HOST) {
        scheduler.after(REFUSAL_NANOS, () -> fail(message, NetworkErrors.unreachable(mode)));
        return;
      }
      if (kind == Fate.Kind.LOST || mode == Mode.BLACK_HOLE) {
        scheduler.trace().note(scheduler.now(), () -> message + " is lost");
        return;
      }
      if (fate.breaksOnTheWay()) {
        carryOutLater(message, fate);
        brokeOff(message, fate, number);
        return;
      }
      scheduler.after(fate.thereNanos(), () -> arrive(message, fate, kind, number));
      if (kind == Fate.Kind.DUPLICATE) {
        carryOutLater(message, fate);
      }
    }

    private void carryOutLater(Message message, Fate fate) {
      Message again = new Message(id, process, operation, message.request());
      scheduler.after(fate.againNanos(), () -> carryOut(again, fate.choices()));
    }

    /** The client sees its connection break, and sends the request again if it may. */
    private void brokeOff(Message message, Fate fate, int number) {
      if (number < MAX_ATTEMPTS) {
        unclear |= fate.kind() == Fate.Kind.RESET;
        scheduler.after(fate.backNanos() + BACKOFF_NANOS, () -> again(message, number));
      } else {
        scheduler.after(fate.backNanos(), () -> reply(message, fate.kind()));
      }
    }

    private void arrive(Message message, Fate fate, Fate.Kind kind, int number) {
      Mode mode = modes[id.region()];
      faults += mode == Mode.UP ? 0 : 1;
      switch (kind) {
        case THROTTLED -> message.outcome(null, ModelErrors.throttled());
        case SERVER_ERROR -> message.outcome(null, ModelErrors.serverError());
        case SERVER_ERROR_DONE -> {
          carryOut(message, fate.choices());
          message.outcome(null, ModelErrors.serverError());
        }
        default -> {
          if (mode == Mode.SERVER_ERRORS) {
            message.outcome(null, ModelErrors.serverError());
          } else {
            carryOut(message, fate.choices());
          }
        }
      }
      if (kind == Fate.Kind.REPLY_LOST || mode == Mode.MUTE) {
        scheduler.trace().note(scheduler.now(), () -> message + ": the reply is lost");
      } else if (kind == Fate.Kind.RESET || kind == Fate.Kind.THROTTLED) {
        brokeOff(message, fate, number);
      } else {
        scheduler.after(fate.backNanos(), () -> reply(message, kind));
      }
    }

    private void again(Message message, int number) {
      if (process.isAlive() && !outcome.isDone()) {
        scheduler.trace().note(scheduler.now(), () -> message + " is sent again");
        attempt(number + 1);
      }
    }

    private void reply(Message message, Fate.Kind kind) {
      if (kind == Fate.Kind.RESET) {
        fail(message, NetworkErrors.reset());
      } else if (message.refusal() != null) {
        fail(message, message.refusal());
      } else if (process.isAlive() && !outcome.isDone()) {
        observer.replied(message);
        complete(sabotage.answered(java.util.Objects.requireNonNull(message.answer())));
      }
    }

    private void fail(Message message, RuntimeException failure) {
      if (!process.isAlive() || outcome.isDone()) {
        return;
      }
      message.outcome(null, failure);
      observer.replied(message);
      if (unclear && !sabotage.hidesUnclearAttempt(failure)) {
        SimulatedReplicas.noteUnclearAttempt(failure);
      }
      Object instead = sabotage.failed(request, failure, this::elsewhere);
      if (instead instanceof DynamoDbResponse answer) {
        complete(answer);
      } else {
        outcome.completeExceptionally(instead instanceof RuntimeException other ? other : failure);
      }
    }

    private DynamoDbResponse elsewhere(DynamoDbRequest asked) {
      return tables.get((id.region() + 1) % tables.size()).apply(asked, RegionChoices.EVERYTHING);
    }

    @SuppressWarnings("unchecked") // The model answers each request by its own response.
    private void complete(DynamoDbResponse answer) {
      sabotage.shows(process.name(), id.region(), answer);
      outcome.complete((A) answer);
    }
  }

  private RegionChoices choices(SplittableRandom random) {
    return new RegionChoices(
        scheduler, plan.setup().pageSize(), plan.setup().staleMillis() * NANOS_PER_MILLI, random);
  }

  private void carryOut(Message message, SplittableRandom random) {
    try {
      message.outcome(tables.get(message.region()).apply(message.request(), choices(random)), null);
    } catch (software.amazon.awssdk.services.dynamodb.model.DynamoDbException refused) {
      message.outcome(null, refused);
    }
    observer.delivered(message);
  }
}
