package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes that have to be stamped anew, while others build on them or a region hangs. */
@WithLocalRegions
class RestampTest {
  private static final Duration LATE = Duration.ofSeconds(1);
  private static final String FUTURE = "2099-01-01T00:00:00.000000Z~00000001";

  private TwoRegions regions;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
  }

  @AfterEach
  void close() {
    regions.close();
  }

  @Test
  void conditionalPut_whenALegIsLateAndAnotherWriterBuiltOnIt_thenTheOtherWriteStays() {
    try (HighlyAvailableTable first = table();
        HighlyAvailableTable second = table()) {
      CompletableFuture<WriteResult> late =
          startWithLateLeg(() -> first.put(conditional(1, "attribute_not_exists(#n)", Map.of())));

      WriteResult onTop = second.put(conditional(2, "moons = :one", Map.of(":one", n("1"))));

      assertThat(onTop.isReplicated()).isTrue();
      assertThat(late.join().storedIn()).contains("us-east-1");
      assertEverywhere(2);
    }
  }

  @Test
  void put_whenALegIsLateAndAnotherWriterBuiltOnIt_thenTheOtherWriteStays() {
    try (HighlyAvailableTable first = table();
        HighlyAvailableTable second = table()) {
      CompletableFuture<WriteResult> late = startWithLateLeg(() -> first.put(planet("Mars", 1)));

      WriteResult onTop = second.put(planet("Mars", 2));

      assertThat(onTop.isReplicated()).isTrue();
      assertThat(late.join().storedIn()).contains("us-east-1");
      assertEverywhere(2);
    }
  }

  @Test
  void put_whenOneRegionStoredItAndTheOtherHoldsAVersionFromAFastClock_thenWinsInBoth() {
    regions.rawPut("us-west-1", Map.of("name", s("Mars"), "last_updated", s(FUTURE)));
    try (HighlyAvailableTable table = table()) {
      assertThat(table.put(planet("Mars", 3)).isReplicated()).isTrue();
      assertEverywhere(3);
      assertThat(table.put(conditional(4, "moons = :m", Map.of(":m", n("3")))).isReplicated())
          .isTrue();
      assertEverywhere(4);
    }
  }

  @Test
  void conditionalPut_whenTheOtherRegionHoldsAVersionFromAFastClock_thenWinsInBoth() {
    regions.rawPut("us-west-1", Map.of("name", s("Mars"), "last_updated", s(FUTURE)));
    try (HighlyAvailableTable table = table()) {
      assertThat(table.put(conditional(3, "attribute_not_exists(#n)", Map.of())).isReplicated())
          .isTrue();
      assertEverywhere(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "us-west-1"})
  void put_overAVersionFromAFastClock_whenTheOtherRegionHangs_thenIsStored(String sick) {
    String healthy = other(sick);
    regions.rawPut(healthy, Map.of("name", s("Mars"), "last_updated", s(FUTURE)));
    try (HighlyAvailableTable table = table()) {
      table.put(planet("Venus", 0));
      regions.region(sick).inject(Fault.hang());

      assertThat(table.put(planet("Mars", 1)).storedIn()).containsExactly(healthy);
      assertThat(regions.rawGet(healthy, "Mars")).containsEntry("moons", n("1"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "us-west-1"})
  void delete_asTheFirstCall_whenTheOtherRegionHangs_thenIsStored(String sick) {
    regions.names().forEach(name -> regions.rawPut(name, planet("Mars", 1)));
    regions.region(sick).inject(Fault.hang().onOperation("GetItem", "PutItem"));
    try (HighlyAvailableTable table = table()) {
      assertThat(table.delete(ItemKey.of("Mars")).storedIn()).containsExactly(other(sick));
      assertThat(regions.rawGet(other(sick), "Mars")).containsEntry("deleted", n("1"));
    }
  }

  private HighlyAvailableTable table() {
    return regions.builder().hashKey("name").timeout(Duration.ofSeconds(4)).build();
  }

  /**
   * Starts a put whose leg to the second region has arrived at the gate, and stays there for long.
   */
  private CompletableFuture<WriteResult> startWithLateLeg(
      java.util.function.Supplier<WriteResult> put) {
    LocalRegion west = regions.region("us-west-1");
    west.inject(Fault.latency(LATE).onOperation("PutItem").times(1));
    long before = west.requests();
    CompletableFuture<WriteResult> started = CompletableFuture.supplyAsync(put);
    waitUntil(() -> west.requests() > before && !regions.rawGet("us-east-1", "Mars").isEmpty());
    return started;
  }

  private void assertEverywhere(int moons) {
    for (String region : regions.names()) {
      assertThat(regions.rawGet(region, "Mars"))
          .as(region)
          .containsEntry("moons", n(Integer.toString(moons)));
    }
  }

  private static PutItemRequest conditional(
      int moons, String condition, Map<String, AttributeValue> values) {
    PutItemRequest.Builder request =
        PutItemRequest.builder().item(planet("Mars", moons)).conditionExpression(condition);
    if (condition.contains("#n")) {
      request.expressionAttributeNames(Map.of("#n", "name"));
    }
    return (values.isEmpty() ? request : request.expressionAttributeValues(values)).build();
  }

  private static String other(String region) {
    return region.equals("us-east-1") ? "us-west-1" : "us-east-1";
  }

  static void waitUntil(BooleanSupplier event) {
    while (!event.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }
}
