package io.github.dynamodbha.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.github.dynamodbha.client.Hedging;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.replica.BreakerState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What a Prometheus registry shows; the page that lists it is compared with it. */
@WithLocalRegions({"us-east-1", "us-west-2"})
class MicrometerListenerTest {
  private static final Path PAGE = Path.of("../docs/metrics.md");
  private static final Path THIS =
      Path.of("src/test/java/io/github/dynamodbha/micrometer/MicrometerListenerTest.java");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern DOCUMENTED =
      Pattern.compile("^\\| `[a-z.]+` \\| `(dynamodbha_[a-z_]+)`");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerListener listener =
      new MicrometerListener(registry, List.of("us-east-1", "us-west-2"));

  @Test
  void snippet_ofThePage_standsInThisFile() throws IOException {
    Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));

    assertThat(snippet.find()).isTrue();
    assertThat(withoutSpace(Files.readString(THIS))).contains(withoutSpace(snippet.group(1)));
  }

  @Test
  void snippet_works() {
    HighlyAvailableDynamoDbClient.Builder builder =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .listener(new MicrometerListener(registry, List.of("us-east-1", "us-west-2")));

    builder.build().close();
  }

  @Test
  void gauges_existFromTheStart() {
    assertThat(registry.scrape())
        .contains("dynamodbha_breaker_state{calls=\"reads\",region=\"us-east-1\"} 0.0")
        .contains("dynamodbha_breaker_state{calls=\"writes\",region=\"us-west-2\"} 0.0")
        .contains("dynamodbha_region_excluded{region=\"us-west-2\"} 0.0");
  }

  @Test
  void events_areCounted() {
    listener.callEnded("GetItem", "answered", 2, Hedging.SENT_AND_WON, Duration.ofMillis(250));
    listener.callEnded("GetItem", "answered", 1, Hedging.NOT_DUE, Duration.ofMillis(250));
    listener.legEnded("us-east-1", "GetItem", "timed out", Duration.ofSeconds(2));
    listener.breakerChanged("us-east-1", true, BreakerState.OPEN);
    listener.exclusionChanged("us-west-2", true);

    assertThat(registry.scrape())
        .contains(
            "dynamodbha_call_seconds_count{hedging=\"sent_and_won\",operation=\"GetItem\",outcome=\"answered\"}"
                + " 1")
        .contains("dynamodbha_call_legs_total{operation=\"GetItem\"} 3.0")
        .contains(
            "dynamodbha_leg_seconds_sum{operation=\"GetItem\",outcome=\"timed"
                + " out\",region=\"us-east-1\"} 2.0")
        .contains("dynamodbha_breaker_state{calls=\"reads\",region=\"us-east-1\"} 3.0")
        .contains(
            "dynamodbha_breaker_changes_total{calls=\"reads\",region=\"us-east-1\",state=\"open\"}"
                + " 1.0")
        .contains("dynamodbha_region_excluded{region=\"us-west-2\"} 1.0");
  }

  @Test
  void metrics_ofAClientOverRegions_areThoseOfThePage(LocalRegions regions) throws IOException {
    try (HighlyAvailableDynamoDbClient client = client(regions)) {
      create(client);
      regions.region("us-east-1").inject(Fault.down());
      for (int call = 0; call < 5; call++) {
        assertThat(client.listTables().tableNames()).containsExactly("planets");
      }
      client.putItem(r -> r.tableName("planets").item(Map.of("name", fromS("Mars"))));
      client.regions().exclude("us-east-1");
    } finally {
      regions.heal();
    }

    assertThat(families()).isEqualTo(documented());
    assertThat(registry.scrape())
        .contains("dynamodbha_breaker_state{calls=\"reads\",region=\"us-east-1\"} 3.0")
        .contains("outcome=\"connection refused\",region=\"us-east-1\"")
        .contains("dynamodbha_write_stored_total{operation=\"PutItem\",region=\"us-west-2\"} 1.0")
        .contains("dynamodbha_write_missed_total{operation=\"PutItem\",reason=");
  }

  private HighlyAvailableDynamoDbClient client(LocalRegions regions) {
    HighlyAvailableDynamoDbClient.Builder builder =
        HighlyAvailableDynamoDbClient.builder()
            .replication(ReplicationMode.GLOBAL_TABLES)
            .replication("planets", ReplicationMode.CLIENT)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(LocalRegions.freshAccessKey(), "secret")))
            .listener(listener);
    for (LocalRegion region : regions.regions()) {
      builder.region(r -> r.region(region.name()).endpointOverride(region.endpoint()));
    }
    return builder.build();
  }

  /** Of a table that the client replicates itself, so that there are writes to count. */
  private static void create(HighlyAvailableDynamoDbClient client) {
    client.createTable(
        t ->
            t.tableName("planets")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("name").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("name")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  /** The names of the exposition's types, a timer's greatest value aside. */
  private Set<String> families() {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(line -> line.split(" ")[2])
        .filter(name -> !name.endsWith("_max"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() throws IOException {
    return Files.readString(PAGE)
        .lines()
        .map(DOCUMENTED::matcher)
        .filter(Matcher::find)
        .map(row -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The formatter breaks lines where a page has room, so white space does not count. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
