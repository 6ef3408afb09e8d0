package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.net.SocketException;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Credentials that can't be had, for whatever reason: nothing is sent where they lack. */
@WithLocalRegions
class CredentialsFailureTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private LocalRegions localRegions;
  private ClientRegions regions;

  /** What a provider fails with: the service that it asks, its network, itself. */
  private enum Cause {
    SERVICE_DOWN(() -> service(503, "ServiceUnavailable")),
    SERVICE_THROTTLES(() -> service(400, "Throttling")),
    SERVICE_REFUSES(() -> service(403, "AccessDenied")),
    CONNECTION_LOST(
        () ->
            SdkClientException.create(
                "Unable to execute HTTP request: Connection reset",
                new SocketException("Connection reset"))),
    SDK_FAILS(() -> SdkClientException.create("vault sealed")),
    OTHER_FAILS(() -> new IllegalStateException("vault sealed"));

    // Nobody changes it.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Supplier<RuntimeException> made;

    Cause(Supplier<RuntimeException> made) {
      this.made = made;
    }
  }

  @BeforeEach
  void create(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  static Stream<Arguments> causes() {
    return Stream.of(Cause.values())
        .flatMap(
            cause ->
                Stream.of(ClientFace.values())
                    .flatMap(
                        face ->
                            Stream.of(ReplicationMode.values())
                                .map(mode -> Arguments.of(cause, face, mode))));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void calls_whenTheFirstRegionsCredentialsCannotBeHad_thenTheNextRegionTakesThem(
      Cause cause, ClientFace face, ReplicationMode mode) {
    try (DynamoDbClient client = open(cause, face, mode, Set.of(EAST))) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 1)));
      client.updateItem(
          r -> r.tableName(TABLE).key(key("Mars")).updateExpression("SET seen = orbit"));

      assertThat(client.getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
          .containsKeys("moons", "seen");
    }
  }

  @ParameterizedTest
  @MethodSource("causes")
  void write_whenNoRegionsCredentialsCanBeHad_thenSurelyHasNotHappened(
      Cause cause, ClientFace face, ReplicationMode mode) {
    try (DynamoDbClient client = open(cause, face, mode, Set.of(EAST, WEST))) {
      RegionsFailedException thrown =
          catchThrowableOfType(
              RegionsFailedException.class,
              () -> client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 1))));

      assertThat(thrown).isNotNull();
      assertThat(thrown.writeMayHaveHappened()).isFalse();
      assertThat(thrown.legs()).extracting(LegDiagnostics::outcome).containsOnly("no credentials");
    }
  }

  private DynamoDbClient open(
      Cause cause, ClientFace face, ReplicationMode mode, Set<String> without) {
    return face.open(
        builder -> {
          regions.configureRest(builder);
          builder.replication(mode).timeout(TwoWorlds.TIMEOUT);
          for (LocalRegion region : localRegions.regions()) {
            builder.region(
                r -> {
                  r.region(region.name()).endpointOverride(region.endpoint());
                  if (without.contains(region.name())) {
                    r.credentialsProvider(failing(cause));
                  }
                });
          }
        });
  }

  private static AwsCredentialsProvider failing(Cause cause) {
    return () -> {
      throw cause.made.get();
    };
  }

  private static AwsServiceException service(int status, String code) {
    return AwsServiceException.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder().serviceName("Sts").errorCode(code).errorMessage(code).build())
        .build();
  }
}
