package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Every data-plane operation under every fault, in each region and in both, through both faces. */
@WithLocalRegions
class GlobalTablesFaultMatrixTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** A busy machine's first calls take long, and each region gets but half of it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A fault, and what it leaves open about a write in a region that has it. */
  private record Sickness(String name, Fault fault, Write write) {
    boolean once() {
      return name.endsWith("once");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What a write meets in a sick region. */
  private enum Write {
    /** It is certain that it did not happen, so that it goes elsewhere. */
    REFUSED,
    /** Nobody knows, so that it goes nowhere else. */
    UNKNOWN,
    /** It happens. */
    CARRIED_OUT
  }

  private static final List<Sickness> SICKNESSES =
      List.of(
          new Sickness("down", Fault.down(), Write.REFUSED),
          new Sickness("black hole", Fault.blackHole(), Write.REFUSED),
          new Sickness("hang", Fault.hang(), Write.UNKNOWN),
          new Sickness("reset", Fault.reset(), Write.UNKNOWN),
          new Sickness("HTTP 500", Fault.internalServerError(), Write.UNKNOWN),
          new Sickness("HTTP 500 once", Fault.internalServerError().times(1), Write.CARRIED_OUT),
          new Sickness("HTTP 503", Fault.serviceUnavailable(), Write.UNKNOWN),
          new Sickness("table missing", Fault.tableMissing(), Write.REFUSED),
          new Sickness("throttle", Fault.throttle(), Write.REFUSED),
          new Sickness("throttle once", Fault.throttle().times(1), Write.CARRIED_OUT),
          new Sickness("lost reply", Fault.lostReply(), Write.UNKNOWN),
          new Sickness("slow", Fault.latency(Duration.ofMillis(100)), Write.CARRIED_OUT),
          new Sickness(
              "slow for 5 %", Fault.latency(Duration.ofSeconds(1), 0.05), Write.CARRIED_OUT));

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                SICKNESSES.stream()
                    .flatMap(
                        sickness ->
                            Stream.of(List.of(EAST), List.of(WEST), List.of(EAST, WEST))
                                .map(sick -> Arguments.of(face, sickness, sick))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operations_whenRegionsAreSick_thenDoWhatTheFailureTablePromises(
      ClientFace face, Sickness sickness, List<String> sick, LocalRegions localRegions) {
    ExecutorService threads =
        Executors.newFixedThreadPool(sickness.once() ? 1 : DataCall.values().length);
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      for (DataCall operation : DataCall.values()) {
        regions.put(planet(operation.name(), 2));
      }
      sick.forEach(region -> localRegions.region(region).inject(sickness.fault()));
      CompletableFuture.allOf(
              Stream.of(DataCall.values())
                  .map(
                      operation ->
                          CompletableFuture.runAsync(
                              () -> check(operation, regions, face, sickness, sick), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  /** With a client of its own, since this is not about what it remembers. */
  private static void check(
      DataCall operation,
      ClientRegions regions,
      ClientFace face,
      Sickness sickness,
      List<String> sick) {
    if (sickness.once()) {
      sick.forEach(region -> regions.region(region).inject(sickness.fault()));
    }
    try (DynamoDbClient client = face.open(regions, b -> b.timeout(TIMEOUT))) {
      check(operation, client, sickness, sick);
    }
  }

  private static void check(
      DataCall operation, DynamoDbClient client, Sickness sickness, List<String> sick) {
    boolean both = sick.size() == 2;
    boolean first = sick.contains(EAST);
    Write meets = first ? sickness.write() : Write.CARRIED_OUT;
    boolean answered =
        meets == Write.CARRIED_OUT || (!both && (operation.reads() || meets == Write.REFUSED));
    SdkException failure =
        catchThrowableOfType(SdkException.class, () -> operation.call(client, operation.name()));

    if (answered) {
      assertThat(failure).as(operation.name()).isNull();
    } else if (sickness.name().equals("throttle")) {
      assertThat(failure)
          .as(operation.name())
          .isInstanceOf(ProvisionedThroughputExceededException.class);
    } else if (sickness.name().equals("table missing")) {
      assertThat(failure).as(operation.name()).isInstanceOf(ResourceNotFoundException.class);
    } else {
      assertThat(failure).as(operation.name()).isInstanceOf(RegionsFailedException.class);
      RegionsFailedException failed = (RegionsFailedException) failure;
      boolean unknown = !operation.reads() && meets == Write.UNKNOWN;
      assertThat(failed.writeMayHaveHappened()).as(operation.name()).isEqualTo(unknown);
      assertThat(failed.legs())
          .as(operation.name())
          .extracting(LegDiagnostics::region)
          .doesNotContain(unknown ? WEST : "nowhere")
          .contains(EAST);
    }
  }
}
