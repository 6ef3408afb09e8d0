package io.github.dynamodbha.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.DigestedItems;
import io.github.dynamodbha.item.DigestedItemsAssert;
import io.github.dynamodbha.item.ItemCopy;
import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Scans for digests against scans for items, of a real engine. */
@WithLocalRegions("us-east-1")
class ScanDigestsTest {
  private static final String TABLE = "planets";
  private static final KeySchema KEYS =
      new KeySchema("id", ScalarAttributeType.N, "at", ScalarAttributeType.B);
  private static final TableFormat FORMAT = new TableFormat(KEYS, ItemFormat.DEFAULT);
  private static final Set<String> EXTRA = Set.of("expires");
  private static final ScanRequest ALL = ScanRequest.builder().build();

  /** Room for a slow machine. */
  private static final Duration PATIENT = Duration.ofSeconds(60);

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_overPagesAndSegments_areThoseOfTheItems(
      Replica.Face face, LocalRegions regions) {
    try (Replica replica = replica(face, regions)) {
      createTable(replica);
      for (int i = 0; i < 60; i++) {
        put(replica, item(i));
      }
      int items = 0;
      for (int segment = 0; segment < 3; segment++) {
        ScanRequest page = ScanRequest.builder().segment(segment).totalSegments(3).limit(7).build();
        while (page != null) {
          DigestPage digests = assertSamePage(replica, page);
          items += digests.items().size();
          page =
              digests.next() == null
                  ? null
                  : page.toBuilder().exclusiveStartKey(digests.next()).build();
        }
      }
      assertThat(items).isEqualTo(60);
    }
  }

  @ParameterizedTest
  @EnumSource(Replica.Face.class)
  void scanDigests_ofAnEmptyTable_areNone(Replica.Face face, LocalRegions regions) {
    try (Replica replica = replica(face, regions)) {
      createTable(replica);

      DigestPage page = assertSamePage(replica, ALL);

      assertThat(page.items().size()).isZero();
      assertThat(page.items().bytes()).isZero();
      assertThat(page.next()).isNull();
    }
  }

  @Test
  void scanDigests_ofTheLargestItems_comeInPagesOfOneMegabyte(LocalRegions regions) {
    try (Replica replica = replica(Replica.Face.SYNC, regions)) {
      createTable(replica);
      for (int i = 0; i < 4; i++) {
        Map<String, AttributeValue> item = item(i);
        item.put("text", AttributeValue.fromS("\u0001é".repeat(65_000)));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[200_000])));
        put(replica, item);
      }
      DigestPage page = assertSamePage(replica, ALL);

      assertThat(page.items().size()).isBetween(1, 3);
      assertThat(page.readUnits()).isPositive();
      assertThat(page.next()).isNotNull();
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.throttle(),
        Fault.internalServerError(),
        Fault.accessDenied(),
        Fault.tableMissing(),
        Fault.reset(),
        Fault.lostReply(),
        Fault.down());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void scanDigests_whenTheRegionFails_thenIsClassifiedAsAnyScan(Fault fault, LocalRegions regions) {
    try (Replica replica = replica(Replica.Face.SYNC, regions)) {
      createTable(replica);
      put(replica, item(1));
      regions.region("us-east-1").inject(fault);

      Failure failure = failure(digests(replica, ALL));
      Failure expected = failure(pages(replica, ALL));

      assertThat(failure.reason()).isEqualTo(expected.reason());
      assertThat(failure.failureClass()).isEqualTo(expected.failureClass());
      assertThat(failure.mayHaveHappened()).isEqualTo(expected.mayHaveHappened());
    }
  }

  @Test
  void scanDigests_whenAConnectionIsResetOnce_thenIsTriedAgain(LocalRegions regions) {
    try (Replica replica = replica(Replica.Face.SYNC, regions)) {
      createTable(replica);
      put(replica, item(1));
      regions.region("us-east-1").inject(Fault.reset().times(1));

      assertThat(answer(digests(replica, ALL)).items().size()).isEqualTo(1);
    }
  }

  private static DigestPage assertSamePage(Replica replica, ScanRequest request) {
    ScanPage expected = answer(pages(replica, request));
    DigestPage page = answer(digests(replica, request));
    DigestedItemsAssert.assertSame(
        page.items(),
        DigestedItems.of(expected.copies().stream().map(ItemCopy::image).toList(), FORMAT, EXTRA));
    assertThat(page.items().unreadable()).isEmpty();
    assertThat(page.next()).isEqualTo(expected.next());
    assertThat(page.readUnits()).isEqualTo(expected.readUnits());
    return page;
  }

  private static Reply<ScanPage> pages(Replica replica, ScanRequest request) {
    return new ReplicaItems(replica, FORMAT, true).scan(request, replica.newDeadline()).join();
  }

  private static Reply<DigestPage> digests(Replica replica, ScanRequest request) {
    return new ReplicaItems(replica, FORMAT, true)
        .scanDigests(request, EXTRA, replica.newDeadline())
        .join();
  }

  private static <A> A answer(Reply<A> reply) {
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return ((Reply.Answered<A>) reply).answer();
  }

  private static Failure failure(Reply<?> reply) {
    assertThat(reply).isInstanceOf(Reply.Failed.class);
    return ((Reply.Failed<?>) reply).failure();
  }

  private static void put(Replica replica, Map<String, AttributeValue> item) {
    PutItemRequest put = PutItemRequest.builder().tableName(TABLE).item(item).build();
    assertThat(answer(replica.call(Operation.PUT_ITEM, put, replica.newDeadline()).join()))
        .isNotNull();
  }

  private static Map<String, AttributeValue> item(int i) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("id", AttributeValue.fromN("-" + i + ".50"));
    item.put("at", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {(byte) i, -1})));
    List<AttributeValue> values =
        List.of(
            AttributeValue.fromS("\"\\/\b\n\u0000 é \uFFFF 𝄞 " + i),
            AttributeValue.fromN("1.2345678901234567890123456789012345678E-" + i),
            AttributeValue.fromSs(List.of("b", "a", "\uFFFF", "𝄞")),
            AttributeValue.fromNs(List.of("10", "9", "-0.1", "1E+30")),
            AttributeValue.fromBs(
                List.of(SdkBytes.fromUtf8String("b"), SdkBytes.fromUtf8String("ab"))),
            AttributeValue.fromBool(i % 3 == 0),
            AttributeValue.fromNul(true),
            AttributeValue.fromL(
                List.of(AttributeValue.fromL(List.of()), AttributeValue.fromS(""))),
            AttributeValue.fromM(
                Map.of("\uFFFF", AttributeValue.fromN("0"), "𝄞", AttributeValue.fromM(Map.of()))));
    IntStream.range(0, values.size())
        .filter(v -> (v + i) % 4 != 0)
        .forEach(v -> item.put(v % 2 == 0 ? "v" + v : "𝄞" + v, values.get(v)));
    switch (i % 5) {
      case 0 -> item.put("deleted", AttributeValue.fromN("1"));
      case 1 -> item.put("expires", AttributeValue.fromN("1795344381"));
      case 2 -> item.put("last_updated", AttributeValue.fromS("2026-11-22T10:46:21"));
      default -> {}
    }
    return item;
  }

  private static void createTable(Replica replica) {
    CreateTableRequest request =
        CreateTableRequest.builder()
            .tableName(TABLE)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key("id", KeyType.HASH), key("at", KeyType.RANGE))
            .attributeDefinitions(
                definition("id", KEYS.hashKeyType()), definition("at", KEYS.rangeKeyType()))
            .build();
    assertThat(answer(replica.call(Operation.CREATE_TABLE, request, replica.newDeadline()).join()))
        .isNotNull();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition definition(String name, @Nullable ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static Replica replica(Replica.Face face, LocalRegions regions) {
    LocalRegion region = regions.region("us-east-1");
    return new Replica(
        ReplicaSettings.builder()
            .region("us-east-1")
            .endpointOverride(region.endpoint())
            .tableName(TABLE)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret")))
            .build(),
        new ConnectionSettings(PATIENT, PATIENT, 5),
        face,
        System::nanoTime,
        new Random(1));
  }
}
