package io.github.dynamodbha.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/** Answers DynamoDB's calls on loopback with one item, always the same. */
final class TrainingEndpoint implements AutoCloseable {
  private static final String ITEM =
      "{\"id\":{\"S\":\"a\"},\"n\":{\"N\":\"1\"},\"last_updated\":{\"S\":\"2026-01-01T00:00:00.000000Z~00000000\"}}";
  private static final String KEYS =
      "\"AttributeDefinitions\":[{\"AttributeName\":\"id\",\"AttributeType\":\"S\"}],"
          + "\"KeySchema\":[{\"AttributeName\":\"id\",\"KeyType\":\"HASH\"}]";

  private final ServerSocket server;

  private TrainingEndpoint(ServerSocket server) {
    this.server = server;
  }

  static TrainingEndpoint start() throws IOException {
    TrainingEndpoint endpoint =
        new TrainingEndpoint(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
    endpoint.daemon(endpoint::accept);
    return endpoint;
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void daemon(Runnable task) {
    Thread thread = new Thread(task, "training-endpoint");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The end of the training.
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      String operation = "";
      int length = 0;
      while (true) {
        String line = line(in);
        String header = line.toLowerCase(Locale.ROOT);
        if (header.startsWith("x-amz-target:")) {
          operation = line.substring(line.lastIndexOf('.') + 1);
        } else if (header.startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
        } else if (line.isEmpty()) {
          in.skipNBytes(length);
          out.write(reply(operation).getBytes(UTF_8));
        }
      }
    } catch (IOException closed) {
      // The client went away.
    }
  }

  private static String reply(String operation) {
    String body =
        switch (operation) {
          case "DescribeTable" ->
              "{\"Table\":{\"TableName\":\"t\",\"TableStatus\":\"ACTIVE\",\"ItemCount\":1,"
                  + "\"TableSizeBytes\":1,"
                  + KEYS
                  + "}}";
          case "GetItem" -> "{\"Item\":" + ITEM + "}";
          case "Scan" -> "{\"Count\":1,\"ScannedCount\":1,\"Items\":[" + ITEM + "]}";
          default -> "{}";
        };
    return "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection was closed");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
