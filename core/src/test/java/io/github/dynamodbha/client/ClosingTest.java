package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A client that is closed while calls run, and after that. */
@WithLocalRegions
class ClosingTest {
  /** Nothing may wait for it. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private ClientRegions regions;
  private LocalRegions localRegions;

  @BeforeEach
  void start(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions;
    regions = new ClientRegions(localRegions.heal()).create();
  }

  @AfterEach
  void stop() {
    localRegions.heal();
    regions.close();
  }

  static Stream<Arguments> clients() {
    return Stream.of(ClientFace.values())
        .flatMap(face -> Stream.of(ReplicationMode.values()).map(mode -> Arguments.of(face, mode)));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void calls_whenTheClientIsClosed_thenEndAtOnceAndAWriteMayHaveHappened(
      ClientFace face, ReplicationMode mode) {
    DynamoDbClient client = face.open(regions, b -> b.replication(mode).timeout(LONG));
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    client.getItem(r -> r.tableName(TABLE).key(key("Mars")));
    localRegions.regions().forEach(region -> region.inject(Fault.hang()));
    long before = requests();
    CompletableFuture<Throwable> read =
        CompletableFuture.supplyAsync(
            () -> catchThrowable(() -> client.getItem(r -> r.tableName(TABLE).key(key("Mars")))));
    CompletableFuture<Throwable> write =
        CompletableFuture.supplyAsync(
            () ->
                catchThrowable(
                    () -> client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 3)))));
    while (requests() < before + (mode == ReplicationMode.CLIENT ? 3 : 2)) {
      Thread.onSpinWait();
    }

    client.close();

    assertThat(read.join())
        .isInstanceOf(SdkException.class)
        .hasMessageNotContainingAny("timed out", "time of");
    assertThat(write.join())
        .isInstanceOfSatisfying(
            RegionsFailedException.class,
            failed -> assertThat(failed.writeMayHaveHappened()).isTrue())
        .hasMessageNotContainingAny("timed out", "time of");
  }

  private long requests() {
    return localRegions.regions().stream().mapToLong(region -> region.requests()).sum();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void calls_afterTheClientWasClosed_areRefusedAsSuch(ClientFace face, ReplicationMode mode) {
    DynamoDbClient client = face.open(regions, b -> b.replication(mode));
    client.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> client.getItem(r -> r.tableName(TABLE).key(key("Mars"))))
        .withMessageContaining("the client is closed");
    client.close();
  }
}
