package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Faults of the way to a region, which is never reached: its name is unknown, or its certificate is
 * not to be trusted. Every data-plane operation, in each region and in both, through both faces and
 * in both modes: certain not to have happened there, so that it happens elsewhere, or nowhere.
 */
@WithLocalRegions
class UnreachableMatrixTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** A name that never resolves; source: RFC 6761. */
  private static final URI UNKNOWN = URI.create("http://dynamodb.region.invalid");

  @TempDir private static Path directory;
  private static UntrustedServer untrusted;

  @BeforeAll
  static void start() {
    untrusted = UntrustedServer.start(directory);
  }

  @AfterAll
  static void stop() throws IOException {
    untrusted.close();
  }

  private enum Way {
    UNKNOWN_HOST("unknown host"),
    TLS("TLS failed");

    private final String outcome;

    Way(String outcome) {
      this.outcome = outcome;
    }

    URI endpoint() {
      return this == UNKNOWN_HOST ? UNKNOWN : untrusted.endpoint();
    }
  }

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.of(ReplicationMode.values())
                    .flatMap(
                        mode ->
                            Stream.of(Way.values())
                                .flatMap(
                                    way ->
                                        Stream.of(List.of(EAST), List.of(WEST), List.of(EAST, WEST))
                                            .map(cut -> Arguments.of(face, mode, way, cut)))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void operations_whenRegionsAreOutOfReach_thenGoToTheOtherOrFailForCertain(
      ClientFace face, ReplicationMode mode, Way way, List<String> cut, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      for (DataCall operation : DataCall.values()) {
        if (operation.isFor(mode)) {
          regions.put(planet(operation.name(), 2));
          check(operation, face, mode, way, cut, regions, localRegions);
        }
      }
    }
  }

  private static void check(
      DataCall operation,
      ClientFace face,
      ReplicationMode mode,
      Way way,
      List<String> cut,
      ClientRegions regions,
      LocalRegions localRegions) {
    Set<String> outcomes = ConcurrentHashMap.newKeySet();
    ClientListener listener =
        new ClientListener() {
          @Override
          public void legEnded(
              String region, String name, String outcome, java.time.Duration latency) {
            outcomes.add(region + " " + outcome);
          }
        };
    // With a client of its own, since this is not about what it remembers.
    try (DynamoDbClient client =
        face.open(
            b -> {
              regions.configureRest(b);
              b.replication(mode).timeout(TwoWorlds.TIMEOUT).hedging(0).listener(listener);
              for (LocalRegion region : localRegions.regions()) {
                URI endpoint = cut.contains(region.name()) ? way.endpoint() : region.endpoint();
                b.region(r -> r.region(region.name()).endpointOverride(endpoint));
              }
            })) {
      Throwable failure = catchThrowable(() -> operation.call(client, operation.name()));

      if (cut.size() == 1) {
        assertThat(failure).as("%s", operation).isNull();
      } else {
        assertThat(failure).as("%s", operation).isInstanceOf(RegionsFailedException.class);
        RegionsFailedException failed = (RegionsFailedException) failure;
        assertThat(failed.writeMayHaveHappened()).as("%s", operation).isFalse();
        assertThat(failed.legs())
            .as("%s", operation)
            .extracting(LegDiagnostics::region)
            .contains(EAST, WEST);
        assertThat(outcomes).as("%s", operation).contains(EAST + " " + way.outcome);
        regions.inEach(
            bare ->
                assertThat(
                        bare.getItem(
                                r -> r.tableName(TABLE).key(ClientRegions.key(operation.name())))
                            .item())
                    .isEqualTo(planet(operation.name(), 2)));
      }
    }
  }
}
