package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** What those learn who wait for a table that each region makes and deletes in its own time. */
@WithLocalRegions
class TableDescriptionsTest {
  @Test
  void describeTable_whenTheOtherRegionIsNotReady_thenTheTableIsNot(LocalRegions localRegions)
      throws IOException {
    // DynamoDB Local makes a table at once.
    HttpServer creating = answering("{\"Table\":{\"TableStatus\":\"CREATING\"}}");
    URI endpoint = URI.create("http://127.0.0.1:" + creating.getAddress().getPort());
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client =
            ClientFace.SYNC.open(
                b -> {
                  regions.configureRest(b);
                  b.replication(ReplicationMode.CLIENT)
                      .timeout(TwoWorlds.TIMEOUT)
                      .region(
                          r ->
                              r.region("us-east-1")
                                  .endpointOverride(regions.region("us-east-1").endpoint()))
                      .region(r -> r.region("us-west-1").endpointOverride(endpoint));
                })) {
      assertThat(client.describeTable(r -> r.tableName(TABLE)).table().tableStatus())
          .isEqualTo(TableStatus.CREATING);
    } finally {
      creating.stop(0);
    }
  }

  @Test
  void describeTable_whenOneRegionStillHasTheTable_thenItIsNotGone(LocalRegions localRegions) {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create();
        DynamoDbClient client =
            ClientFace.SYNC.open(
                regions, b -> b.replication(ReplicationMode.CLIENT).timeout(TwoWorlds.TIMEOUT))) {
      assertThat(client.describeTable(r -> r.tableName(TABLE)).table().tableStatus())
          .isEqualTo(TableStatus.ACTIVE);
      regions.bare("us-east-1").deleteTable(r -> r.tableName(TABLE));
      assertThat(client.describeTable(r -> r.tableName(TABLE)).table().tableName())
          .isEqualTo(TABLE);
      regions.bare("us-west-1").deleteTable(r -> r.tableName(TABLE));

      assertThatExceptionOfType(ResourceNotFoundException.class)
          .isThrownBy(() -> client.describeTable(r -> r.tableName(TABLE)));
    }
  }

  private static HttpServer answering(String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }
}
