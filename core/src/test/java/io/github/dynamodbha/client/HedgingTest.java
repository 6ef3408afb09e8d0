package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Hedging over real sockets; that a hang would last for the whole timeout is what shows it. */
@WithLocalRegions
class HedgingTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  /** Each region gets half of it; a busy machine's first call takes long. */
  private static final Duration ENOUGH = Duration.ofSeconds(8);

  private ClientRegions regions;
  private final List<CallDiagnostics> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start(LocalRegions localRegions) {
    regions = new ClientRegions(localRegions.heal()).create();
    regions.put(planet("Mars", 2));
  }

  @AfterEach
  void stop() {
    regions.close();
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void get_whenTheFirstRegionHangs_thenTheSecondAnswersLongBeforeTheTimeout(ClientFace face) {
    try (DynamoDbClient client = face.open(regions)) {
      for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
        client.getItem(request(true));
      }
      regions.region(EAST).inject(Fault.hang());

      assertThat(client.getItem(request(true)).item()).isEqualTo(planet("Mars", 2));

      CallDiagnostics last = told.get(told.size() - 1);
      assertThat(last.hedging()).isEqualTo(Hedging.SENT_AND_WON);
      assertThat(last.legs())
          .extracting(LegDiagnostics::region, LegDiagnostics::outcome)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(EAST, "overtaken"),
              org.assertj.core.groups.Tuple.tuple(WEST, "answered"));
      assertThat(told.get(0).hedging()).isNotEqualTo(Hedging.NOT_ELIGIBLE);
    }
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void get_whenItAsksNotToBeHedged_thenWaitsForTheFirstRegion(ClientFace face) {
    try (DynamoDbClient client = face.open(regions, b -> b.timeout(ENOUGH))) {
      client.getItem(request(false));
      regions.region(EAST).inject(Fault.hang());

      client.getItem(request(false));

      CallDiagnostics last = told.get(told.size() - 1);
      assertThat(last.hedging()).isEqualTo(Hedging.NOT_ELIGIBLE);
      assertThat(last.legs().get(0).outcome()).isEqualTo("timed out");
    }
  }

  @ParameterizedTest
  @EnumSource(ReplicationMode.class)
  void get_thatIsStronglyConsistent_thenWaitsForTheFirstRegion(ReplicationMode mode) {
    GetItemRequest strong = request(true).toBuilder().consistentRead(true).build();
    try (DynamoDbClient client =
        ClientFace.SYNC.open(regions, b -> b.timeout(ENOUGH).replication(mode))) {
      for (int call = 0; call < LatencyHistogram.MIN_SAMPLES; call++) {
        client.getItem(strong);
      }
      regions.region(EAST).inject(Fault.hang());

      client.getItem(strong);

      CallDiagnostics last = told.get(told.size() - 1);
      assertThat(last.hedging()).isEqualTo(Hedging.NOT_ELIGIBLE);
      assertThat(last.legs().get(0).outcome()).isEqualTo("timed out");
    }
  }

  private GetItemRequest request(boolean hedging) {
    return GetItemRequest.builder()
        .tableName(TABLE)
        .key(key("Mars"))
        .overrideConfiguration(
            CallOptions.builder().hedging(hedging).diagnostics(told::add).build().asOverride())
        .build();
  }
}
