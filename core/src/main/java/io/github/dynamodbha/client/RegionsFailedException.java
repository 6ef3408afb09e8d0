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
 * <p>What one region answered of its own, such as a failed condition, is thrown as it is instead.
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

  /** For a call of several writes, of which one was refused and another may have happened. */
  static RegionsFailedException becauseOf(
      Throwable refusal, String message, List<LegDiagnostics> legs) {
    return new RegionsFailedException(message, refusal, legs, List.of(), true);
  }

  static RegionsFailedException of(Call<?, ?> call, List<LegDiagnostics> legs) {
    boolean mayHaveHappened =
        !call.reading() && legs.stream().anyMatch(LegDiagnostics::mayHaveHappened);
    return new RegionsFailedException(
        mayHaveHappened
            ? call.describe()
                + " may or may not have been carried out, and was not sent to another region (read"
                + " the item before you try again)"
            : call.describe() + " failed in every region that it may go to",
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
   * True if the call writes, and a region may have carried it out although it did not say so. Read
   * the item before you write again, unless the write may be repeated.
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
