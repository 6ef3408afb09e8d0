package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gate between raw sockets, where every byte counts: a client before it, a stub behind it. */
abstract class RawGate {

  static final int MILLIS = 20_000;
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  final StubServer server;
  final Gate gate;
  final Socket client = new Socket();

  RawGate() throws IOException {
    server = new StubServer();
    gate = new Gate("gate-1", 0);
  }

  @BeforeEach
  void connect() throws IOException {
    gate.engineStarted(server.port());
    client.setSoTimeout(MILLIS);
    client.connect(Loopback.at(gate.port()), MILLIS);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    gate.close();
    server.close();
  }

  static String post(String body) {
    return "POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  String receive(int bytes) throws IOException {
    return new String(client.getInputStream().readNBytes(bytes), ISO_8859_1);
  }

  void assertReset() {
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  void awaitRequests(long count) {
    while (gate.requests() < count) {
      Thread.onSpinWait();
    }
  }
}
