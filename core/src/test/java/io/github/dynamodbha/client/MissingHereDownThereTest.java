package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The region that has the table is down, and the other lacks it. The caller must not be told that
 * there is no such table: whoever then makes one, or takes it for deleted, is wrong. So it gets an
 * exception with both causes.
 */
@WithLocalRegions
class MissingHereDownThereTest {
  private static final List<String> REGIONS = List.of("us-east-1", "us-west-1");

  /** A busy machine's first calls take long, and half of it may be waited for. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  static Stream<Arguments> cases() {
    return Stream.of(ClientFace.values())
        .flatMap(
            face ->
                Stream.of(ReplicationMode.values())
                    .flatMap(mode -> REGIONS.stream().map(has -> Arguments.of(face, mode, has))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void calls_areToldOfBothRegions(
      ClientFace face, ReplicationMode mode, String has, LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal())) {
      ClientRegions.create(regions.bare(has));
      regions.region(has).inject(Fault.down());
      try (DynamoDbClient client = face.open(regions, b -> b.replication(mode).timeout(TIMEOUT))) {
        for (DataCall operation : DataCall.values()) {
          // The statements of a batch fail one by one; DynamoDB Local knows of no search.
          if (operation.isFor(mode)
              && !operation.name().startsWith("BATCH_EXECUTE")
              && operation != DataCall.SEARCH_VECTORS) {
            require(operation.name(), has, () -> operation.call(client, "Mars"));
          }
        }
        require("describe", has, () -> client.describeTable(r -> r.tableName(TABLE)));
        if (client instanceof HighlyAvailableDynamoDbClient) {
          require(
              "waiter",
              has,
              () -> client.waiter().waitUntilTableNotExists(r -> r.tableName(TABLE)));
        }
      }
    } finally {
      localRegions.heal();
    }
  }

  private static void require(
      String what, String has, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    Throwable failure = Objects.requireNonNull(catchThrowable(call), what);
    RegionsFailedException both =
        failure instanceof RegionsFailedException regions
            ? regions
            : (RegionsFailedException) Objects.requireNonNull(failure.getCause());
    assertThat(both.writeMayHaveHappened()).as(what).isFalse();
    assertThat(both.legs())
        .as(what)
        .anySatisfy(
            leg -> {
              assertThat(leg.region()).isEqualTo(has);
              // The SDK's asynchronous client may wait for a connection to the end of its patience.
              assertThat(leg.outcome()).isIn("connection refused", "pool exhausted");
            })
        .anySatisfy(
            leg -> {
              assertThat(leg.region()).isNotEqualTo(has);
              assertThat(leg.cause()).isInstanceOf(ResourceNotFoundException.class);
            });
    assertThat(both).hasMessageContaining(has + ": ").hasMessageContaining("table missing");
  }
}
