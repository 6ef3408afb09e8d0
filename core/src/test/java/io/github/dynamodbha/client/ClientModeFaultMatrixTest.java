package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.table.HighlyAvailableTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/**
 * Every write under every fault, in each region and in both, through both faces. What was
 * acknowledged is in a region, and after a sync in both; what failed for certain is in none; and
 * nothing happens by half or twice.
 */
@WithLocalRegions
class ClientModeFaultMatrixTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** A busy machine's first calls take long, and each region gets but a part of it. */
  private static final Duration TIMEOUT = Duration.ofSeconds(6);

  private record Sickness(String name, Fault fault) {
    boolean once() {
      return name.endsWith("once");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Sickness> SICKNESSES =
      List.of(
          new Sickness("down", Fault.down()),
          new Sickness("black hole", Fault.blackHole()),
          new Sickness("hang", Fault.hang()),
          new Sickness("reset", Fault.reset()),
          new Sickness("HTTP 500", Fault.internalServerError()),
          new Sickness("HTTP 500 once", Fault.internalServerError().times(1)),
          new Sickness("HTTP 503", Fault.serviceUnavailable()),
          new Sickness("table missing", Fault.tableMissing()),
          new Sickness("throttle", Fault.throttle()),
          new Sickness("throttle once", Fault.throttle().times(1)),
          new Sickness("lost reply", Fault.lostReply()),
          new Sickness("slow", Fault.latency(Duration.ofMillis(100))),
          new Sickness("slow for 5 %", Fault.latency(Duration.ofSeconds(1), 0.05)));

  /** A write, what it leaves of a planet with two moons, and whether one region judges it. */
  private enum Write {
    PLAIN_PUT(false, 1, (c, p) -> c.putItem(r -> r.tableName(TABLE).item(planet(p, 1)))),
    JUDGED_PUT(
        true,
        3,
        (c, p) ->
            c.putItem(
                r ->
                    r.tableName(TABLE)
                        .item(planet(p, 3))
                        .conditionExpression("moons = :two")
                        .expressionAttributeValues(Map.of(":two", n(2))))),
    UPDATE(true, 3, (c, p) -> DataCall.UPDATE_ITEM.call(c, p)),
    PLAIN_DELETE(false, -1, (c, p) -> c.deleteItem(r -> r.tableName(TABLE).key(key(p)))),
    JUDGED_DELETE(true, -1, (c, p) -> DataCall.DELETE_ITEM.call(c, p)),
    BATCH(false, 0, (c, p) -> DataCall.BATCH_WRITE_ITEM.call(c, p)),
    BATCH_DELETE(false, -1, (c, p) -> DataCall.BATCH_WRITE_ITEM_DELETE.call(c, p)),
    TRANSACTION(true, 4, (c, p) -> DataCall.TRANSACT_WRITE_ITEMS.call(c, p)),
    TRANSACTION_UPDATE(
        true, 3, (c, p) -> DataCall.TRANSACT_WRITE_ITEMS_UPDATE_AND_CHECK.call(c, p)),
    TRANSACTION_DELETE(true, -1, (c, p) -> DataCall.TRANSACT_WRITE_ITEMS_DELETE.call(c, p));

    private final boolean judged;
    private final int moons;

    // Lambdas without state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<DynamoDbClient, String> call;

    Write(boolean judged, int moons, BiConsumer<DynamoDbClient, String> call) {
      this.judged = judged;
      this.moons = moons;
      this.call = call;
    }

    boolean isDoneIn(Map<String, AttributeValue> raw) {
      return moons < 0
          ? raw.containsKey("deleted")
          : TwoWorlds.visible(raw).equals(planet(name(), moons));
    }

    boolean isUndoneIn(Map<String, AttributeValue> raw) {
      return TwoWorlds.visible(raw).equals(planet(name(), 2));
    }
  }

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
  void writes_whenRegionsAreSick_thenKeepTheirPromise(
      ClientFace face, Sickness sickness, List<String> sick, LocalRegions localRegions) {
    ExecutorService threads =
        Executors.newFixedThreadPool(sickness.once() ? 1 : Write.values().length);
    Map<Write, Ending> endings = new ConcurrentHashMap<>();
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      prepare(face, regions);
      if (!sickness.once()) {
        sick.forEach(region -> localRegions.region(region).inject(sickness.fault()));
      }
      CompletableFuture.allOf(
              Stream.of(Write.values())
                  .map(
                      write ->
                          CompletableFuture.runAsync(
                              () -> endings.put(write, run(write, regions, face, sickness, sick)),
                              threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
      localRegions.heal();
      endings.forEach((write, ending) -> check(write, ending, regions, sickness, sick));
      sync(regions);
      endings.forEach((write, ending) -> checkSynced(write, ending, regions));
    } finally {
      threads.shutdown();
      localRegions.heal();
    }
  }

  private static void prepare(ClientFace face, ClientRegions regions) {
    try (DynamoDbClient client = open(face, regions, ClientListener.NONE)) {
      for (Write write : Write.values()) {
        client.putItem(r -> r.tableName(TABLE).item(planet(write.name(), 2)));
      }
    }
  }

  private static DynamoDbClient open(
      ClientFace face, ClientRegions regions, ClientListener listener) {
    return face.open(
        regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TIMEOUT).listener(listener));
  }

  /** How a write ended: with an exception or without, and where it was stored, as was told. */
  private record Ending(@Nullable SdkException failure, Set<String> stored) {
    boolean answered() {
      return failure == null;
    }

    boolean mayHaveHappened() {
      return failure instanceof RegionsFailedException failed && failed.writeMayHaveHappened();
    }
  }

  /** With a client of its own, since this is not about what it remembers. */
  private static Ending run(
      Write write, ClientRegions regions, ClientFace face, Sickness sickness, List<String> sick) {
    Set<String> stored = ConcurrentHashMap.newKeySet();
    ClientListener listener =
        new ClientListener() {
          @Override
          public void stored(String region, String operation) {
            stored.add(region);
          }
        };
    try (DynamoDbClient client = open(face, regions, listener)) {
      if (sickness.once()) {
        // With the key schema known already, so that it is the write which meets the fault.
        client.deleteItem(r -> r.tableName(TABLE).key(key("nowhere")));
        sick.forEach(region -> regions.region(region).inject(sickness.fault()));
      }
      write.call.accept(client, write.name());
      return new Ending(null, stored);
    } catch (SdkException failure) {
      return new Ending(failure, stored);
    }
  }

  private static void check(
      Write write, Ending ending, ClientRegions regions, Sickness sickness, List<String> sick) {
    Map<String, AttributeValue> east = raw(regions, EAST, write);
    Map<String, AttributeValue> west = raw(regions, WEST, write);
    boolean passing = sickness.once() || sickness.name().startsWith("slow");
    if (passing || (sick.size() == 1 && !sickness.name().equals("throttle"))) {
      assertThat(ending.failure()).as("%s", write).isNull();
    }
    if (ending.answered()) {
      assertThat(ending.stored()).as("%s", write).isNotEmpty();
      for (String region : ending.stored()) {
        assertThat(write.isDoneIn(region.equals(EAST) ? east : west))
            .as("%s in %s", write, region)
            .isTrue();
      }
    } else if (!ending.mayHaveHappened()) {
      assertThat(write.isUndoneIn(east)).as("%s %s", write, ending).isTrue();
      assertThat(write.isUndoneIn(west)).as("%s %s", write, ending).isTrue();
    }
    if (sickness.name().equals("throttle") && write.judged && sick.contains(EAST)) {
      assertThat(ending.failure())
          .as("%s", write)
          .isInstanceOf(ProvisionedThroughputExceededException.class);
    }
  }

  private static void checkSynced(Write write, Ending ending, ClientRegions regions) {
    // A sync removes tombstones.
    Map<String, AttributeValue> east = raw(regions, EAST, write);
    boolean done = write.moons < 0 ? east.isEmpty() : write.isDoneIn(east);
    assertThat(raw(regions, WEST, write)).as("%s", write).isEqualTo(east);
    if (ending.answered()) {
      assertThat(done).as("%s", write).isTrue();
    } else {
      assertThat(write.isUndoneIn(east) || (ending.mayHaveHappened() && done))
          .as("%s", write)
          .isTrue();
    }
  }

  private static Map<String, AttributeValue> raw(
      ClientRegions regions, String region, Write write) {
    return regions
        .bare(region)
        .getItem(r -> r.tableName(TABLE).key(key(write.name())).consistentRead(true))
        .item();
  }

  private static void sync(ClientRegions regions) {
    try (HighlyAvailableTable table = regions.table()) {
      assertThat(table.syncRegions().complete()).isTrue();
    }
  }
}
