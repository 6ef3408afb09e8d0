package io.github.dynamodbha.protocol;

import io.github.dynamodbha.replica.Admission;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.Health;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks all replicas at once and gathers a reply from each.
 *
 * <p>Suspended replicas are not waited for: one that is due for a trial is asked on the side, the
 * others are not asked. But if fewer than {@code atLeast} replicas are left, or their replies don't
 * suffice, the suspended ones are asked and waited for after all: the last regions are never
 * excluded.
 */
final class Fanout {
  private final List<ReplicaItems> replicas;
  private final boolean reading;

  Fanout(List<ReplicaItems> replicas, boolean reading) {
    this.replicas = replicas;
    this.reading = reading;
  }

  /** A call to one replica. */
  interface Call<A> {
    CompletableFuture<Reply<A>> start(ReplicaItems replica, Dispatch dispatch);
  }

  /** One replica's part in one round. */
  private static final class Leg<A> {
    private final ReplicaItems replica;
    private final Admission admission;
    private @Nullable CompletableFuture<Reply<A>> reply;

    Leg(ReplicaItems replica, Admission admission) {
      this.replica = replica;
      this.admission = admission;
    }

    void start(Call<A> call, Dispatch dispatch) {
      reply = call.start(replica, dispatch);
    }

    Reply<A> replySoFar() {
      Reply<A> known = reply == null ? null : reply.getNow(null);
      if (known != null) {
        return known;
      }
      return admission == Admission.ASK
          ? replica.replica().unfinishedReply()
          : replica.replica().suspendedReply(reply != null);
    }
  }

  /**
   * Asks.
   *
   * @param atLeast replicas whose answers the caller needs
   * @param last where the last leg runs; the others run on their regions' threads
   * @return one reply for each replica, in order of preference; never completes with an exception
   */
  <A> CompletableFuture<List<Reply<A>>> ask(int atLeast, Dispatch last, Call<A> call) {
    return ask(atLeast, last, call, reply -> false, Duration.ZERO);
  }

  /**
   * Asks, and waits no longer than {@code patience} for the others once one reply is decisive: what
   * follows from it needs time too.
   */
  <A> CompletableFuture<List<Reply<A>>> ask(
      int atLeast, Dispatch last, Call<A> call, Predicate<Reply<A>> decisive, Duration patience) {
    List<Leg<A>> legs = admit(atLeast);
    List<Leg<A>> waitedFor = withAdmission(legs, Admission.ASK);
    List<Leg<A>> trials = withAdmission(legs, Admission.TRIAL);
    trials.forEach(leg -> leg.start(call, Dispatch.REGION_THREAD));
    for (int i = 0; i < waitedFor.size(); i++) {
      waitedFor.get(i).start(call, i < waitedFor.size() - 1 ? Dispatch.REGION_THREAD : last);
    }
    CompletableFuture<Void> all = all(waitedFor);
    return (all.isDone() ? all : allOrDecided(all, waitedFor, decisive, patience))
        .thenCompose(
            waited ->
                countAnswered(waitedFor) >= atLeast
                    ? CompletableFuture.completedFuture(null)
                    : all(startAll(legs, call)))
        .thenApply(done -> legs.stream().map(Leg::replySoFar).toList());
  }

  private static <A> CompletableFuture<Void> allOrDecided(
      CompletableFuture<Void> all,
      List<Leg<A>> legs,
      Predicate<Reply<A>> decisive,
      Duration patience) {
    CompletableFuture<Void> end = all.copy();
    for (Leg<A> leg : legs) {
      if (leg.reply != null) {
        CompletableFuture<?> unused =
            leg.reply.thenAccept(
                reply -> {
                  if (decisive.test(reply)) {
                    leg.replica.replica().timer().complete(end, patience);
                  }
                });
      }
    }
    return end;
  }

  private <A> List<Leg<A>> admit(int atLeast) {
    List<Leg<A>> legs = new ArrayList<>();
    List<Admission> admissions =
        replicas.stream().map(replica -> admit(replica.replica().health(reading))).toList();
    long missing = atLeast - admissions.stream().filter(Admission.ASK::equals).count();
    for (int i = 0; i < replicas.size(); i++) {
      Admission admission = admissions.get(i);
      if (admission != Admission.ASK && missing > 0) {
        admission = Admission.ASK;
        missing--;
      }
      legs.add(new Leg<>(replicas.get(i), admission));
    }
    return legs;
  }

  /** A region that is being taken back by and by gets all of this: without it, it would differ. */
  private static Admission admit(Health health) {
    Admission admission = health.admit();
    return admission == Admission.SKIP && !health.isSuspended() ? Admission.ASK : admission;
  }

  private static <A> List<Leg<A>> withAdmission(List<Leg<A>> legs, Admission admission) {
    return legs.stream().filter(leg -> leg.admission == admission).toList();
  }

  private static <A> List<Leg<A>> startAll(List<Leg<A>> legs, Call<A> call) {
    legs.stream()
        .filter(leg -> leg.reply == null)
        .forEach(leg -> leg.start(call, Dispatch.REGION_THREAD));
    return legs;
  }

  private static <A> long countAnswered(List<Leg<A>> legs) {
    return legs.stream().filter(leg -> leg.replySoFar() instanceof Reply.Answered<A>).count();
  }

  private static <A> CompletableFuture<Void> all(List<Leg<A>> legs) {
    return CompletableFuture.allOf(
        legs.stream()
            .flatMap(leg -> Stream.ofNullable(leg.reply))
            .toArray(CompletableFuture[]::new));
  }
}
