package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.planet;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Conditional puts as the first call under each fault, and what is said when nobody knows. */
@WithLocalRegions
class ConditionalFaultTest {
  private static final Map<String, AttributeValue> MARS = Map.of("name", s("Mars"));

  private TwoRegions regions;
  private HighlyAvailableTable table;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().hashKey("name").timeout(Duration.ofSeconds(3)).build();
  }

  @AfterEach
  void close() {
    table.close();
    regions.close();
  }

  static Stream<Arguments> sickness() {
    return Stream.of("us-east-1", "us-west-1")
        .flatMap(
            region ->
                List.of(
                        Fault.down(),
                        Fault.blackHole(),
                        Fault.hang(),
                        Fault.reset(),
                        Fault.internalServerError(),
                        Fault.lostReply())
                    .stream()
                    .map(fault -> Arguments.of(region, fault)));
  }

  @ParameterizedTest
  @MethodSource("sickness")
  void putIfAbsent_asTheFirstCall_whenOneRegionIsSick_thenIsStoredInTheOther(
      String sick, Fault fault) {
    String healthy = sick.equals("us-east-1") ? "us-west-1" : "us-east-1";
    regions.region(sick).inject(fault);

    assertThat(table.put(ifAbsent(1)).storedIn()).containsExactly(healthy);
    regions.region(sick).heal();
    assertThat(table.get(MARS)).contains(planet("Mars", 1));
  }

  @Test
  void put_whenEveryRegionHangs_thenTheOutcomeIsUnknown() {
    regions.names().forEach(name -> regions.region(name).inject(Fault.hang()));

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOfSatisfying(
            WriteOutcomeUnknownException.class,
            e -> assertThat(e.causes()).containsOnlyKeys("us-east-1", "us-west-1"));
  }

  @Test
  void put_whenEveryRegionIsDown_thenNothingHappened() {
    regions.names().forEach(name -> regions.region(name).inject(Fault.down()));

    assertThatThrownBy(() -> table.put(ifAbsent(1))).isInstanceOf(NoRegionAvailableException.class);
  }

  @Test
  void put_whenTheJudgeIsThrottled_thenTheCallerIsToldAndNoOtherRegionJudges() {
    regions.region("us-east-1").inject(Fault.throttle());

    assertThatThrownBy(() -> table.put(ifAbsent(1)))
        .isInstanceOf(
            software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException
                .class);
    assertThat(regions.rawGet("us-west-1", "Mars")).isEmpty();
  }

  @Test
  void put_overATombstone_whenTheReplyIsLostOnce_thenSucceeds() {
    table.put(planet("Mars", 9));
    table.delete(ItemKey.of("Mars"));
    regions
        .region("us-east-1")
        .inject(Fault.lostReply().onOperation("TransactWriteItems").times(1));

    assertThat(table.put(ifAbsent(1)).isReplicated()).isTrue();
    assertThat(table.get(MARS)).contains(planet("Mars", 1));
  }

  private static PutItemRequest ifAbsent(int moons) {
    return PutItemRequest.builder()
        .item(planet("Mars", moons))
        .conditionExpression("attribute_not_exists(#n)")
        .expressionAttributeNames(Map.of("#n", "name"))
        .build();
  }
}
