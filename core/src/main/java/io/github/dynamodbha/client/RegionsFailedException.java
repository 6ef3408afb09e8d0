package io.github.dynamodbha.client;

import io.github.dynamodbha.replica.Failure;
import io.github.dynamodbha.replica.FailureTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Fewer regions carried out the call than had to: none, or none that is known to have done so, or,
 * where a write goes to several, not enough. Holds every region's part.
 *
 * <p>What one region answered of its own, such as a failed condition, is thrown as it is instead;
 * unless an earlier attempt of the same write may have been carried out, there or in a region
 * before it: then the answer is the cause, and {@link #writeMayHaveHappened} is true.
 */
public final class RegionsFailedException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  private final transient List<LegDiagnostics> legs;
  private final transient List<String> carriedOutIn;
  private final boolean writeMayHaveHappened;

  private RegionsFailedException(
      String message,
      List<LegDiagnostics> legs,
      List<String> carriedOutIn,
      boolean writeMayHaveHappened) {
    this(
        message,
        legs.isEmpty() ? null : legs.get(0).cause(),
        legs,
        carriedOutIn,
        writeMayHaveHappened);
    legs.stream()
        .skip(1)
        .map(LegDiagnostics::cause)
        .filter(Objects::nonNull)
        .forEach(this::addSuppressed);
  }

  private RegionsFailedException(
      String message,
      @Nullable Throwable cause,
      List<LegDiagnostics> legs,
      List<String> carriedOutIn,
      boolean writeMayHaveHappened) {
    super(SdkClientException.builder().message(message + describe(legs)).cause(cause));
    this.legs = List.copyOf(legs);
    this.carriedOutIn = List.copyOf(carriedOutIn);
    this.writeMayHaveHappened = writeMayHaveHappened;
  }

  /** For writes of which one was refused, and another, or an earlier attempt, may have happened. */
  static RegionsFailedException becauseOf(
      Throwable refusal, String message, List<LegDiagnostics> legs) {
    return new RegionsFailedException(message, refusal, legs, List.of(), true);
  }

  /** For a write that was refused, perhaps on account of what an earlier attempt of it did. */
  static RegionsFailedException refusedAfterAll(
      Call<?, ?> call, Throwable refusal, List<LegDiagnostics> legs) {
    return becauseOf(
        refusal,
        call.describe()
            + " was refused ("
            + refusal.getMessage()
            + "), but an earlier attempt of it may have been carried out (read the item before you"
            + " try again)",
        legs);
  }

  static RegionsFailedException of(Call<?, ?> call, List<LegDiagnostics> legs) {
    boolean mayHaveHappened =
        !call.reading() && legs.stream().anyMatch(LegDiagnostics::mayHaveHappened);
    return new RegionsFailedException(
        mayHaveHappened
            ? call.describe()
                + " may or may not have been carried out (read the item before you try again)"
            : call.describe()
                + " failed in every region that it may go to"
                + (call.isControlPlaneChange()
                    ? ", which is one, since it changes what that region has (to carry it out in"
                        + " another one, name that with CallOptions.region, or exclude this one)"
                    : ""),
        legs,
        List.of(),
        mayHaveHappened);
  }

  /**
   * For a call that was to be carried out in several regions.
   *
   * @param carriedOutIn those that did so, in order of preference
   */
  static RegionsFailedException of(
      String message, List<LegDiagnostics> legs, List<String> carriedOutIn, boolean mayHave) {
    return new RegionsFailedException(
        message, legs, carriedOutIn, mayHave || !carriedOutIn.isEmpty());
  }

  /**
   * The regions that carried out a write although too few did, where the client replicates the
   * table itself, in order of preference; empty after serialization.
   */
  public List<String> carriedOutIn() {
    return carriedOutIn == null ? List.of() : carriedOutIn;
  }

  /** Each region that was asked, with cause and latency, in order; empty after serialization. */
  public List<LegDiagnostics> legs() {
    return legs == null ? List.of() : legs;
  }

  /**
   * True if the call writes, and a region carried it out ({@link #carriedOutIn}) or may have: its
   * reply was lost, it answered with a 5xx, or it or the next region refused a repetition after
   * that. Read the item before you write again, unless the write may be repeated. False if no
   * region did or can have.
   */
  public boolean writeMayHaveHappened() {
    return writeMayHaveHappened;
  }

  /** The regions that failed and did not carry it out for all that is known, each with why. */
  Map<String, Failure> missed() {
    Map<String, Failure> missed = new LinkedHashMap<>();
    for (LegDiagnostics leg : legs()) {
      if (leg.cause() != null && !carriedOutIn().contains(leg.region())) {
        missed.put(leg.region(), FailureTable.classify(leg.cause()));
      }
    }
    return missed;
  }

  private static String describe(List<LegDiagnostics> legs) {
    return legs.stream()
        .map(
            leg ->
                leg.region()
                    + ": "
                    + leg.outcome()
                    + " after "
                    + leg.latency().toMillis()
                    + " ms"
                    + (leg.cause() == null ? "" : " (" + leg.cause().getMessage() + ")"))
        .collect(Collectors.joining("; ", legs.isEmpty() ? "" : ": ", ""));
  }
}
