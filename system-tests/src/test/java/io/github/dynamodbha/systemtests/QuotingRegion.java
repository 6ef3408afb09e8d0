package io.github.dynamodbha.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers every request with an error whose words repeat all of it, headers and body, as AWS
 * repeats parts: what was to be signed where a signature is refused, the value that is no number.
 * No region can be made to say all of it, so this one is made up.
 */
final class QuotingRegion implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Reply reply = Reply.SIGNATURE_REFUSED;

  /** What it says to whatever it is asked. */
  enum Reply {
    SIGNATURE_REFUSED(400, "com.amazon.coral.service#InvalidSignatureException"),
    TOKEN_REFUSED(400, "com.amazon.coral.service#UnrecognizedClientException"),
    ACCESS_DENIED(400, "com.amazon.coral.service#AccessDeniedException"),
    INVALID(400, "com.amazon.coral.validate#ValidationException"),
    TABLE_MISSING(400, "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"),
    THROTTLED(400, "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"),
    SERVER_ERROR(500, "com.amazonaws.dynamodb.v20120810#InternalServerError"),
    /** A success by its status, which is no JSON. */
    GARBLED(200, "");

    private final int status;
    private final String type;

    Reply(int status, String type) {
      this.status = status;
      this.type = type;
    }
  }

  QuotingRegion() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void say(Reply next) {
    reply = next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Reply said = reply;
    String quoted =
        exchange.getRequestHeaders().entrySet()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    byte[] body =
        (said == Reply.GARBLED
                ? "{\"Item\": <" + quoted + ">}"
                : JSON.writeValueAsString(Map.of("__type", said.type, "message", quoted)))
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(said.status, body.length);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
