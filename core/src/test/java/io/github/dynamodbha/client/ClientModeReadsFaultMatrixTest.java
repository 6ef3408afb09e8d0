package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;

/**
 * Every read of a table that the client replicates, of the nearest and of all regions, under every
 * fault, in each region and in both, through both faces: answered while one region is well, and
 * without what the client keeps for itself.
 */
@WithLocalRegions
class ClientModeReadsFaultMatrixTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** A busy machine's first calls take long, and each region gets but a part of it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  /** Under these every read is answered, whoever has them. */
  private static final List<Fault> PASSING =
      List.of(Fault.latency(Duration.ofMillis(100)), Fault.latency(Duration.ofSeconds(1), 0.05));

  private static final List<Fault> LASTING =
      List.of(
          Fault.down(),
          Fault.blackHole(),
          Fault.hang(),
          Fault.reset(),
          Fault.internalServerError(),
          Fault.serviceUnavailable(),
          Fault.tableMissing(),
          Fault.throttle(),
          Fault.lostReply());

  private enum Read {
    GET_NEAREST((c, p) -> get(c, p, ReadStrategy.NEAREST)),
    GET_NEWEST((c, p) -> get(c, p, ReadStrategy.NEWEST)),
    BATCH_NEAREST((c, p) -> batchGet(c, p, ReadStrategy.NEAREST)),
    BATCH_NEWEST((c, p) -> batchGet(c, p, ReadStrategy.NEWEST)),
    QUERY(
        (c, p) ->
            c.query(
                    r ->
                        r.tableName(TABLE)
                            .keyConditionExpression("#n = :n")
                            .expressionAttributeNames(Map.of("#n", "name"))
                            .expressionAttributeValues(Map.of(":n", s(p))))
                .items()),
    SCAN((c, p) -> c.scan(r -> r.tableName(TABLE)).items()),
    TRANSACTION(
        (c, p) ->
            c
                .transactGetItems(
                    r ->
                        r.transactItems(
                            TransactGetItem.builder()
                                .get(g -> g.tableName(TABLE).key(key(p)))
                                .build()))
                .responses()
                .stream()
                .map(answer -> answer.item())
                .toList());

    // Lambdas without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<DynamoDbClient, String, List<Map<String, AttributeValue>>> call;

    Read(BiFunction<DynamoDbClient, String, List<Map<String, AttributeValue>>> call) {
      this.call = call;
    }
  }

  private static Consumer<AwsRequestOverrideConfiguration.Builder> by(ReadStrategy strategy) {
    return CallOptions.builder().readStrategy(strategy).build().asOverride();
  }

  private static List<Map<String, AttributeValue>> get(
      DynamoDbClient client, String name, ReadStrategy strategy) {
    return List.of(
        client
            .getItem(r -> r.tableName(TABLE).key(key(name)).overrideConfiguration(by(strategy)))
            .item());
  }

  private static List<Map<String, AttributeValue>> batchGet(
      DynamoDbClient client, String name, ReadStrategy strategy) {
    return client
        .batchGetItem(
            r ->
                r.requestItems(
                        Map.of(TABLE, KeysAndAttributes.builder().keys(List.of(key(name))).build()))
                    .overrideConfiguration(by(strategy)))
        .responses()
        .getOrDefault(TABLE, List.of());
  }

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.concat(PASSING.stream(), LASTING.stream())
                    .flatMap(
                        fault ->
                            Stream.of(List.of(EAST), List.of(WEST), List.of(EAST, WEST))
                                .map(sick -> Arguments.of(face, fault, sick))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reads_whenRegionsAreSick_areAnsweredByTheOther(
      ClientFace face, Fault fault, List<String> sick, LocalRegions localRegions) {
    ExecutorService threads = Executors.newFixedThreadPool(Read.values().length);
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      prepare(face, regions);
      sick.forEach(region -> localRegions.region(region).inject(fault));
      boolean answered = sick.size() == 1 || PASSING.contains(fault);
      CompletableFuture.allOf(
              Stream.of(Read.values())
                  .map(
                      read ->
                          CompletableFuture.runAsync(
                              () -> check(read, face, regions, answered), threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  private static void prepare(ClientFace face, ClientRegions regions) {
    try (DynamoDbClient client = open(face, regions)) {
      client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
      client.putItem(r -> r.tableName(TABLE).item(planet("Pluto", 5)));
      client.deleteItem(r -> r.tableName(TABLE).key(key("Pluto")));
    }
  }

  private static DynamoDbClient open(ClientFace face, ClientRegions regions) {
    return face.open(regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TIMEOUT));
  }

  /** With a client of its own, since this is not about what it remembers. */
  private static void check(Read read, ClientFace face, ClientRegions regions, boolean answered) {
    try (DynamoDbClient client = open(face, regions)) {
      if (answered) {
        assertThat(read.call.apply(client, "Mars"))
            .as("%s", read)
            .containsExactly(planet("Mars", 2));
        return;
      }
      Throwable failure = catchThrowable(() -> read.call.apply(client, "Mars"));
      assertThat(failure).as("%s", read).isInstanceOf(SdkException.class);
      if (failure instanceof RegionsFailedException failed) {
        assertThat(failed.writeMayHaveHappened()).as("%s", read).isFalse();
      }
    }
  }
}
