package io.github.dynamodbha.systemtests;

import io.github.dynamodbha.client.ClientBuilder;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbAsyncClient;
import io.github.dynamodbha.client.HighlyAvailableDynamoDbClient;
import io.github.dynamodbha.client.ReplicationMode;
import io.github.dynamodbha.local.Fault;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.micrometer.MicrometerListener;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.table.AsyncHighlyAvailableTable;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.ReadOptions;
import io.github.dynamodbha.table.TableBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A process that uses all of the library on {@linkplain Markers marked} items, in health and in
 * every fault, so that somebody can read what it logs. What calls throw is the caller's, and passed
 * over here.
 */
final class LibraryTraffic {
  static final String IN_HEALTH = "in-health";
  static final String IN_FAULTS = "in-faults";

  private static final String TABLE = "marked";
  private static final String EAST = "us-east-1";
  private static final String WEST = "us-west-1";
  private static final String QUOTING = "eu-west-1";

  /** Each fault costs some of these. */
  private static final Duration TIMEOUT = Duration.ofMillis(600);

  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(200);

  private final LocalRegions local;
  private final QuotingRegion quoting;
  private final StaticCredentialsProvider credentials;
  private int refused;

  private LibraryTraffic(LocalRegions local, QuotingRegion quoting, String accessKey) {
    this.local = local;
    this.quoting = quoting;
    this.credentials =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(accessKey, Markers.SECRET_KEY, Markers.SESSION_TOKEN));
  }

  public static void main(String[] arguments) throws IOException {
    try (LocalRegions local = LocalRegions.start(EAST, WEST);
        QuotingRegion quoting = new QuotingRegion()) {
      LibraryTraffic traffic = new LibraryTraffic(local, quoting, arguments[0]);
      traffic.create();
      traffic.inHealth();
      if (arguments[1].equals(IN_FAULTS)) {
        traffic.inFaults();
        traffic.besideAQuotingRegion();
        traffic.withoutCredentials();
      }
      System.out.println(traffic.refused + " calls were refused");
    }
  }

  private void create() {
    for (LocalRegion region : local.regions()) {
      try (DynamoDbClient client = bare(region)) {
        client.createTable(
            t ->
                t.tableName(TABLE)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
      }
    }
  }

  private DynamoDbClient bare(LocalRegion region) {
    return DynamoDbClient.builder()
        .region(Region.of(region.name()))
        .endpointOverride(region.directEndpoint())
        .credentialsProvider(credentials)
        .build();
  }

  private void inHealth() {
    try (DynamoDbClient west = bare(local.region(WEST))) {
      west.putItem(r -> r.tableName(TABLE).item(Markers.poison(900)));
    }
    use(WEST, local.region(WEST).endpoint());
    try (HighlyAvailableTable table = table(WEST, local.region(WEST).endpoint()).build()) {
      attempt(() -> table.put(PutItemRequest.builder().item(Markers.noNumber(1)).build()));
      attempt(() -> table.verify(SyncOptions.builder().settle(Duration.ZERO).build()));
      attempt(table::syncRegions);
    }
  }

  private void inFaults() {
    LocalRegion west = local.region(WEST);
    for (Fault fault :
        List.of(
            Fault.down(),
            Fault.blackHole(),
            Fault.hang(),
            Fault.reset(),
            Fault.internalServerError(),
            Fault.throttle(),
            Fault.accessDenied(),
            Fault.tableMissing(),
            Fault.unprocessedKeys(),
            Fault.lostReply())) {
      west.inject(fault);
      use(WEST, west.endpoint());
      west.heal();
    }
    west.inject(Fault.accessDenied().onOperation("PutItem", "DeleteItem"));
    try (HighlyAvailableTable table = table(WEST, west.endpoint()).build()) {
      attempt(table::syncRegions);
    }
    west.heal();
  }

  private void besideAQuotingRegion() {
    for (QuotingRegion.Reply reply : QuotingRegion.Reply.values()) {
      quoting.say(reply);
      use(QUOTING, quoting.endpoint());
      if (reply != QuotingRegion.Reply.THROTTLED) { // which sync bears with for minutes
        try (HighlyAvailableTable table = table(QUOTING, quoting.endpoint()).build()) {
          attempt(table::syncRegions);
        }
      }
    }
  }

  private void withoutCredentials() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create("No credentials but " + Markers.SECRET_KEY);
        };
    try (HighlyAvailableTable table =
        table(WEST, local.region(WEST).endpoint()).credentialsProvider(none).build()) {
      attempt(() -> table.put(Markers.item(1)));
    }
  }

  /** Each way to the items, beside one healthy region. */
  private void use(String region, URI endpoint) {
    try (HighlyAvailableTable table = table(region, endpoint).build()) {
      for (int number = 0; number < 3; number++) {
        Map<String, AttributeValue> item = Markers.item(number);
        Map<String, AttributeValue> key = Markers.key(number);
        attempt(() -> table.put(item));
        attempt(() -> table.get(key));
      }
      attempt(
          () ->
              table.put(
                  PutItemRequest.builder()
                      .item(Markers.item(1))
                      .conditionExpression("attribute_not_exists(id)")
                      .build()));
      attempt(() -> table.put(Markers.noNumber(2)));
      attempt(table::scanAsMap);
      attempt(() -> table.delete(Markers.key(2)));
    }
    try (AsyncHighlyAvailableTable table = table(region, endpoint).buildAsync()) {
      attempt(() -> table.put(Markers.item(4)).get());
      attempt(() -> table.get(Markers.key(4), ReadOptions.DEFAULT).get());
      attempt(() -> table.delete(Markers.key(4)).get());
    }
    ClientTraffic traffic = new ClientTraffic(TABLE, this::attempt);
    for (ReplicationMode mode : List.of(ReplicationMode.GLOBAL_TABLES, ReplicationMode.CLIENT)) {
      try (DynamoDbClient client = client(region, endpoint, mode)) {
        traffic.use(client);
      }
      try (DynamoDbAsyncClient client = asyncClient(region, endpoint, mode)) {
        traffic.use(client);
      }
    }
  }

  private TableBuilder table(String region, URI endpoint) {
    return HighlyAvailableTable.builder()
        .tableName(TABLE)
        .hashKey("id")
        .credentialsProvider(credentials)
        .timeout(TIMEOUT)
        .connectTimeout(CONNECT_TIMEOUT)
        .replica(r -> r.region(EAST).endpointOverride(local.region(EAST).endpoint()))
        .replica(r -> r.region(region).endpointOverride(endpoint));
  }

  private DynamoDbClient client(String region, URI endpoint, ReplicationMode mode) {
    return configured(HighlyAvailableDynamoDbClient.builder(), region, endpoint, mode);
  }

  private DynamoDbAsyncClient asyncClient(String region, URI endpoint, ReplicationMode mode) {
    return configured(HighlyAvailableDynamoDbAsyncClient.builder(), region, endpoint, mode);
  }

  private <B extends ClientBuilder<B, C>, C> C configured(
      B builder, String region, URI endpoint, ReplicationMode mode) {
    return builder
        .replication(mode)
        .credentialsProvider(credentials)
        .timeout(TIMEOUT)
        .connectTimeout(CONNECT_TIMEOUT)
        .listener(new MicrometerListener(new SimpleMeterRegistry(), List.of(region, EAST)))
        .region(r -> r.region(region).endpointOverride(endpoint))
        .region(r -> r.region(EAST).endpointOverride(local.region(EAST).endpoint()))
        .build();
  }

  private void attempt(ClientTraffic.Attempt call) {
    try {
      call.run();
    } catch (Exception theCallers) {
      refused++;
    }
  }
}
