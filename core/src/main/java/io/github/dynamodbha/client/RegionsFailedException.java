package io.github.dynamodbha.client;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * No region carried out the call, or none is known to have done so. Holds every region's part.
 *
 * <p>What one region answered of its own, such as a failed condition, is thrown as it is instead.
 */
public final class RegionsFailedException extends SdkClientException {
  private static final long serialVersionUID = 1L;

  private final transient List<LegDiagnostics> legs;
  private final boolean writeMayHaveHappened;

  private RegionsFailedException(
      String message, List<LegDiagnostics> legs, boolean writeMayHaveHappened) {
    super(
        SdkClientException.builder()
            .message(message + describe(legs))
            .cause(legs.isEmpty() ? null : legs.get(0).cause()));
    this.legs = List.copyOf(legs);
    this.writeMayHaveHappened = writeMayHaveHappened;
    legs.stream()
        .skip(1)
        .map(LegDiagnostics::cause)
        .filter(Objects::nonNull)
        .forEach(this::addSuppressed);
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
        mayHaveHappened);
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
