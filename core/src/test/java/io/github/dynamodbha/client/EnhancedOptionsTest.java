package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static io.github.dynamodbha.client.ClientRegions.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.protocol.Acknowledge;
import io.github.dynamodbha.protocol.ReadStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.AttributeConverterProvider;
import software.amazon.awssdk.enhanced.dynamodb.AttributeValueType;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableMetadata;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.document.EnhancedDocument;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Options for a library that makes the requests itself and can't give them any. */
@WithLocalRegions
class EnhancedOptionsTest {
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";

  private final List<CallDiagnostics> told = new ArrayList<>();
  private LocalRegions localRegions;
  private ClientRegions regions;
  private HighlyAvailableDynamoDbClient client;

  @BeforeEach
  void open(LocalRegions newLocalRegions) {
    localRegions = newLocalRegions.heal();
    regions = new ClientRegions(localRegions).create();
    client = configured(HighlyAvailableDynamoDbClient.builder()).build();
  }

  private <B extends ClientBuilder<B, C>, C> B configured(B builder) {
    return regions
        .configure(builder)
        .replication(ReplicationMode.CLIENT)
        .timeout(TwoWorlds.TIMEOUT);
  }

  @AfterEach
  void close() {
    client.close();
    regions.close();
    localRegions.heal();
  }

  private DynamoDbTable<EnhancedDocument> table(CallOptions.Builder options) {
    DynamoDbClient view = client.withOptions(options.diagnostics(told::add).build());
    return DynamoDbEnhancedClient.builder()
        .dynamoDbClient(view)
        .build()
        .table(
            TABLE,
            TableSchema.documentSchemaBuilder()
                .addIndexPartitionKey(
                    TableMetadata.primaryIndexName(), "name", AttributeValueType.S)
                .addIndexSortKey(TableMetadata.primaryIndexName(), "orbit", AttributeValueType.N)
                .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
                .build());
  }

  private static EnhancedDocument mars(int moons) {
    return EnhancedDocument.builder()
        .attributeConverterProviders(AttributeConverterProvider.defaultProvider())
        .putString("name", "Mars")
        .putNumber("orbit", 0)
        .putNumber("moons", moons)
        .build();
  }

  private static Key marsKey() {
    return Key.builder().partitionValue("Mars").sortValue(0).build();
  }

  private void putNewerInWest() {
    Map<String, AttributeValue> newer = new HashMap<>(planet("Mars", 9));
    newer.put("last_updated", s("2999-01-01T00:00:00.000000Z~00000001"));
    regions.bare(WEST).putItem(r -> r.tableName(TABLE).item(newer));
  }

  @Test
  void writes_ofAView_areAcknowledgedAsItsOptionsSay() {
    DynamoDbTable<EnhancedDocument> all = table(CallOptions.builder().acknowledge(Acknowledge.ALL));
    regions.region(WEST).inject(Fault.accessDenied().onOperation("PutItem"));

    assertThatExceptionOfType(RegionsFailedException.class).isThrownBy(() -> all.putItem(mars(2)));

    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 3)));
    regions.region(WEST).heal();
    all.putItem(mars(4));
    assertThat(told.get(1).stored()).containsExactly(EAST, WEST);
    assertThat(told).hasSize(2);
  }

  @Test
  void reads_ofAView_askAllRegionsWhereTheyCan() {
    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    putNewerInWest();
    regions.region(EAST).inject(Fault.accessDenied().onOperation("PutItem"));
    DynamoDbTable<EnhancedDocument> newest =
        table(CallOptions.builder().readStrategy(ReadStrategy.NEWEST));

    assertThat(newest.getItem(marsKey()).getNumber("moons").intValue()).isEqualTo(9);
    assertThat(newest.scan().items().stream().map(d -> d.getNumber("moons").intValue()))
        .containsExactly(2);
  }

  @Test
  void options_ofARequest_standAboveThoseOfTheView() {
    regions.region(WEST).inject(Fault.accessDenied().onOperation("PutItem"));
    HighlyAvailableDynamoDbClient all =
        client
            .withOptions(CallOptions.builder().diagnostics(told::add).build())
            .withOptions(CallOptions.builder().acknowledge(Acknowledge.ALL).build());
    CallOptions one = CallOptions.builder().acknowledge(Acknowledge.ONE).build();

    all.putItem(
        r -> r.tableName(TABLE).item(planet("Mars", 2)).overrideConfiguration(one.asOverride()));

    assertThat(told).as("what the request leaves open is the view's").hasSize(1);
    assertThat(told.get(0).missed()).containsExactly(WEST);
    assertThatExceptionOfType(RegionsFailedException.class)
        .isThrownBy(() -> all.putItem(r -> r.tableName(TABLE).item(planet("Mars", 3))));
  }

  @Test
  void view_sharesTheRegionsOfItsClientAndLeavesThemOpen() {
    HighlyAvailableDynamoDbClient view = client.withOptions(CallOptions.DEFAULT);
    view.regions().exclude(EAST);
    assertThat(client.regions().excluded()).containsExactly(EAST);
    client.regions().include(EAST);

    view.close();

    client.putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)));
    assertThat(view.getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
        .containsEntry("moons", n(2));
    client.close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(view::listTables);
  }

  @Test
  void view_ofAnAsynchronousClient_hasItsOptionsToo() {
    try (HighlyAvailableDynamoDbAsyncClient async =
        configured(HighlyAvailableDynamoDbAsyncClient.builder()).build()) {
      async
          .withOptions(CallOptions.builder().diagnostics(told::add).build())
          .putItem(r -> r.tableName(TABLE).item(planet("Mars", 2)))
          .join();
      async.putItem(r -> r.tableName(TABLE).item(planet("Mars", 3))).join();

      assertThat(told).hasSize(1);
    }
  }
}
