package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A batch of which the regions store different parts, and what is told of each part. */
@WithLocalRegions
class PartlyStoredBatchTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final int PARTS = 4;

  private final List<CallDiagnostics> told = new ArrayList<>();
  private LocalRegions localRegions;
  private ClientRegions regions;
  private HighlyAvailableDynamoDbClient client;

  @BeforeEach
  void open(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
    client =
        regions
            .configure(HighlyAvailableDynamoDbClient.builder())
            .replication(ReplicationMode.CLIENT)
            .timeout(TwoWorlds.TIMEOUT)
            .build();
    // With the key schema known, so that it is the writes which meet a fault.
    client.deleteItem(r -> r.tableName(TABLE).key(key("nowhere")));
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
    localRegions.heal();
  }

  private static List<WriteRequest> puts() {
    return IntStream.range(0, PARTS).mapToObj(i -> BatchParts.put(planet("p" + i, i))).toList();
  }

  private BatchWriteItemResponse write(Acknowledge acknowledge, List<WriteRequest> writes) {
    CallOptions options =
        CallOptions.builder().acknowledge(acknowledge).diagnostics(told::add).build();
    return client.batchWriteItem(
        r -> r.requestItems(Map.of(TABLE, writes)).overrideConfiguration(options.asOverride()));
  }

  private Map<String, AttributeValue> raw(String region, String name) {
    return regions
        .bare(region)
        .getItem(r -> r.tableName(TABLE).key(key(name)).consistentRead(true))
        .item();
  }

  private int count(String region) {
    return regions.bare(region).scan(r -> r.tableName(TABLE)).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {EAST, WEST})
  void batch_whenOneRegionAcknowledgesOnePartOnly_returnsTheOthersWhereAllMustStoreThem(
      String sick) {
    String well = sick.equals(EAST) ? WEST : EAST;
    regions.region(sick).inject(Fault.throttle().onOperation("PutItem").after(1));

    BatchWriteItemResponse answer = write(Acknowledge.ALL, puts());

    List<WriteRequest> left = answer.unprocessedItems().getOrDefault(TABLE, List.of());
    assertThat(left).hasSize(PARTS - 1).isSubsetOf(puts());
    assertThat(count(well)).isEqualTo(PARTS);
    assertThat(told.get(0).stored()).containsExactly(well);
    assertThat(told.get(0).missed()).containsExactly(sick);

    regions.region(sick).heal();
    assertThat(write(Acknowledge.ALL, left).unprocessedItems()).isEmpty();
    for (int i = 0; i < PARTS; i++) {
      assertThat(TwoWorlds.visible(raw(EAST, "p" + i))).isEqualTo(planet("p" + i, i));
      assertThat(raw(WEST, "p" + i)).isEqualTo(raw(EAST, "p" + i));
    }
  }

  @Test
  void batch_ofWhichTheJudgeMissedParts_isHeededWhenItJudges() {
    regions.region(EAST).inject(Fault.throttle().onOperation("PutItem").after(1));
    write(Acknowledge.ALL, puts());
    regions.region(EAST).heal();

    for (int i = 0; i < PARTS; i++) {
      String name = "p" + i;
      client.updateItem(
          r ->
              r.tableName(TABLE)
                  .key(key(name))
                  .updateExpression("ADD moons :ten")
                  .expressionAttributeValues(Map.of(":ten", n(10))));
      assertThat(TwoWorlds.visible(raw(WEST, name))).isEqualTo(planet(name, 10 + i));
    }
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
            Fault.accessDenied().onOperation("PutItem"),
            Fault.throttle().onOperation("PutItem").after(1),
            Fault.internalServerError().onOperation("PutItem").after(2))
        .flatMap(fault -> Stream.of(EAST, WEST).map(region -> Arguments.of(fault, region)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void batch_whenOneRegionRefusesPartsOfIt_isAcknowledgedAndInTheOther(Fault fault, String sick) {
    String well = sick.equals(EAST) ? WEST : EAST;
    client.putItem(r -> r.tableName(TABLE).item(planet("gone", 1)));
    List<WriteRequest> writes = new ArrayList<>(puts());
    writes.add(BatchParts.delete(key("gone")));
    regions.region(sick).inject(fault);

    BatchWriteItemResponse answer = write(Acknowledge.ONE, writes);

    assertThat(answer.unprocessedItems()).isEmpty();
    for (int i = 0; i < PARTS; i++) {
      assertThat(TwoWorlds.visible(raw(well, "p" + i))).isEqualTo(planet("p" + i, i));
    }
    assertThat(raw(well, "gone")).containsKey("deleted");
    assertThat(told.get(0).stored()).containsExactly(well);
    assertThat(told.get(0).missed()).containsExactly(sick);
  }

  @Test
  void batch_ofWhichPartsAreRefusedByAll_saysThatOthersMayBeStored() {
    for (String region : List.of(EAST, WEST)) {
      regions.region(region).inject(Fault.accessDenied().onOperation("PutItem").after(1));
    }

    RegionsFailedException thrown =
        catchThrowableOfType(RegionsFailedException.class, () -> write(Acknowledge.ONE, puts()));

    assertThat(thrown).isNotNull().hasMessageContaining("was refused");
    assertThat(thrown.writeMayHaveHappened()).isTrue();
    assertThat(thrown.getCause())
        .isInstanceOfSatisfying(
            DynamoDbException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    assertThat(count(EAST)).isEqualTo(1);
    assertThat(count(WEST)).isEqualTo(1);
  }

  @Test
  void batch_ofWhichNoPartIsAcknowledged_saysWhatMayHaveHappened() {
    regions.region(EAST).inject(Fault.throttle().onOperation("PutItem"));

    RegionsFailedException thrown =
        catchThrowableOfType(RegionsFailedException.class, () -> write(Acknowledge.ALL, puts()));

    assertThat(thrown).isNotNull();
    assertThat(thrown.writeMayHaveHappened()).isTrue();
    assertThat(thrown.carriedOutIn()).containsExactly(WEST);
    assertThat(count(WEST)).isEqualTo(PARTS);
  }
}
