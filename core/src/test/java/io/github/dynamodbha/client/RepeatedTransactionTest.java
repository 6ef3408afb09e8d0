package io.github.dynamodbha.client;

import static io.github.dynamodbha.client.ClientRegions.TABLE;
import static io.github.dynamodbha.client.ClientRegions.key;
import static io.github.dynamodbha.client.ClientRegions.n;
import static io.github.dynamodbha.client.ClientRegions.planet;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** A region that carries a transaction out and then says that it failed. */
@WithLocalRegions
class RepeatedTransactionTest {
  private static final String EAST = "us-east-1";
  private static final int SERVER_ERROR = 500;

  /** Headers that HTTP clients set themselves. */
  private static final List<String> OWN_HEADERS =
      List.of("host", "content-length", "connection", "expect", "transfer-encoding");

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void transaction_thatIsRepeatedAfterA500_countsOnce(ClientFace face, LocalRegions localRegions)
      throws IOException {
    HttpServer server = lying(localRegions.region(EAST).directEndpoint());
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      regions.put(planet("Mars", 2));
      URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      try (DynamoDbClient client =
          face.open(regions, endpoint, b -> b.timeout(TwoWorlds.TIMEOUT))) {
        client.transactWriteItems(
            r ->
                r.transactItems(
                    TransactWriteItem.builder()
                        .update(
                            u ->
                                u.tableName(TABLE)
                                    .key(key("Mars"))
                                    .updateExpression("ADD moons :one")
                                    .expressionAttributeValues(Map.of(":one", n(1))))
                        .build()));
      }

      assertThat(regions.bare(EAST).getItem(r -> r.tableName(TABLE).key(key("Mars"))).item())
          .isEqualTo(planet("Mars", 3));
    } finally {
      server.stop(0);
    }
  }

  /** Passes requests on, and answers the first one with an error of its own. */
  private static HttpServer lying(URI region) throws IOException {
    AtomicBoolean first = new AtomicBoolean(true);
    HttpClient http = HttpClient.newHttpClient();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          HttpResponse<byte[]> answer = passOn(http, region, exchange);
          boolean lies = first.getAndSet(false);
          byte[] body =
              lies
                  ? "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"}"
                      .getBytes(StandardCharsets.UTF_8)
                  : answer.body();
          answer
              .headers()
              .firstValue("x-amzn-requestid")
              .ifPresent(id -> exchange.getResponseHeaders().add("x-amzn-requestid", id));
          exchange.sendResponseHeaders(lies ? SERVER_ERROR : answer.statusCode(), body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
    return server;
  }

  private static HttpResponse<byte[]> passOn(HttpClient http, URI region, HttpExchange exchange)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(region)
            .POST(HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
