package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Several clients that count in one item, while replies of the region that judges are lost: each
 * increment counts once, or its caller is told that nobody knows.
 */
@WithLocalRegions
class ContendedWriteTest {
  private static final String EAST = "us-east-1";
  private static final String FUTURE = "2999-01-01T00:00:00.000000Z~00000001";

  /** Never met: a judge that is too slow for one client makes a second judge, and counts differ. */
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private static final int CLIENTS = 3;
  private static final int TIMES = 8;
  private static final int ROUNDS = 3;

  /** How the increments of all clients ended. */
  private static final class Endings {
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    void count(DynamoDbClient client) {
      try {
        addOne(client);
        acknowledged.incrementAndGet();
      } catch (RegionsFailedException failed) {
        if (failed.writeMayHaveHappened()) {
          unknown.incrementAndGet();
        }
      } catch (SdkException refused) {
        // For certain, or the check of the sum finds it.
      }
    }
  }

  private static void addOne(DynamoDbClient client) {
    client.updateItem(
        r ->
            r.tableName(TABLE)
                .key(key("Mars"))
                .updateExpression("ADD moons :one")
                .expressionAttributeValues(Map.of(":one", n(1))));
  }

  private static DynamoDbClient open(ClientFace face, ClientRegions regions) {
    return face.open(regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TIMEOUT));
  }

  private static int moons(ClientRegions regions, String region) {
    AttributeValue moons =
        regions
            .bare(region)
            .getItem(r -> r.tableName(TABLE).key(key("Mars")).consistentRead(true))
            .item()
            .getOrDefault("moons", n(-1));
    return Integer.parseInt(moons.n());
  }

  static Stream<Arguments> cases() {
    // Two in a row at most, so that the third attempt in the region settles it.
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.of(
                        Fault.lostReply().onOperation("UpdateItem").times(2),
                        Fault.throttle().onOperation("UpdateItem").times(4),
                        Fault.internalServerError().onOperation("UpdateItem").times(1))
                    .map(fault -> Arguments.of(face, fault)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void increments_ofSeveralClients_countOnceOrAreToldAsUnknown(
      ClientFace face, Fault fault, LocalRegions localRegions) {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    Endings endings = new Endings();
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      List<DynamoDbClient> clients =
          IntStream.range(0, CLIENTS).mapToObj(i -> open(face, regions)).toList();
      clients.get(0).putItem(r -> r.tableName(TABLE).item(planet("Mars", 0)));
      for (int round = 0; round < ROUNDS; round++) {
        regions.region(EAST).inject(fault);
        CompletableFuture.allOf(
                clients.stream()
                    .map(
                        client ->
                            CompletableFuture.runAsync(
                                () -> IntStream.range(0, TIMES).forEach(i -> endings.count(client)),
                                threads))
                    .toArray(CompletableFuture<?>[]::new))
            .join();
        regions.region(EAST).heal();
      }
      clients.forEach(DynamoDbClient::close);

      assertThat(endings.acknowledged.get()).isPositive();
      assertThat(moons(regions, EAST))
          .isBetween(
              endings.acknowledged.get(), endings.acknowledged.get() + endings.unknown.get());
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  /** Whether the first attempt counted can't be told any more from what is stored. */
  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void increment_whoseReplyIsLostAndWhoseImageIsReplaced_isToldAsUnknown(
      ClientFace face, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client = open(face, regions)) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 0)));
      regions
          .region(EAST)
          .inject(
              Fault.lostReply()
                  .onOperation("UpdateItem")
                  .times(1)
                  .onHit(
                      () ->
                          regions
                              .bare(EAST)
                              .updateItem(
                                  r ->
                                      r.tableName(TABLE)
                                          .key(key("Mars"))
                                          .updateExpression("SET last_updated = :v ADD moons :ten")
                                          .expressionAttributeValues(
                                              Map.of(":v", s(FUTURE), ":ten", n(10))))));

      RegionsFailedException thrown =
          catchThrowableOfType(RegionsFailedException.class, () -> addOne(client));

      assertThat(thrown).isNotNull();
      assertThat(thrown.writeMayHaveHappened()).isTrue();
      assertThat(moons(regions, EAST)).isEqualTo(11);
    } finally {
      localRegions.heal();
    }
  }
}
