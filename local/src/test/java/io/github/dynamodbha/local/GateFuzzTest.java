package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The gate between a client and a region of which one says anything, under faults that make it look
 * into what they say: each connection comes to an end, and so does its thread, by itself.
 */
class GateFuzzTest {
  private static final int RUNS = 300;
  private static final String REGION = "fuzzed";

  /** Only ends what hangs. */
  private static final int ENOUGH_MILLIS = 60_000;

  private static final String BODY =
      "{\"RequestItems\":{\"t\":{\"Keys\":[{\"k\":{\"S\":\"a\"}},{\"k\":{\"S\":\"b\"}}]}}}";
  private static final String REQUEST =
      "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.BatchGetItem\r\nContent-Length: "
          + BODY.length()
          + "\r\n\r\n"
          + BODY;
  private static final String REPLY =
      "HTTP/1.1 200 OK\r\nContent-Length: 16\r\n\r\n{\"Responses\":{}}";

  private static final List<@Nullable Fault> FAULTS =
      Arrays.asList(
          null,
          Fault.unprocessedKeys(),
          Fault.accessDenied(),
          Fault.reset(),
          Fault.lostReply(),
          Fault.hang(),
          Fault.throttle());

  private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
  private final Thread.@Nullable UncaughtExceptionHandler before =
      Thread.getDefaultUncaughtExceptionHandler();
  private final ServerSocket server = new ServerSocket();
  private final Gate gate;
  private volatile byte[] reply = new byte[0];

  GateFuzzTest() throws IOException {
    gate = new Gate(REGION, 0);
  }

  @BeforeEach
  void open() throws IOException {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    server.bind(Loopback.at(0));
    Thread thread = new Thread(this::serve, "stub of " + REGION);
    thread.setDaemon(true);
    thread.start();
    gate.engineStarted(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    gate.close();
    server.close();
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  /** Says its reply whatever is asked, and then nothing more. */
  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write(reply);
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // The gate has ended the connection, or the test the server.
      }
    }
  }

  @Test
  void gate_whenAClientSaysAnything_thenEndsItsConnection() {
    reply = REPLY.getBytes(ISO_8859_1);
    Fuzzing.fuzz(
        "gate-requests",
        seeds(
            REQUEST,
            REQUEST.replace("POST / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nExpect: 100-continue\r\n"),
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        RUNS,
        input -> {
          gate.apply(fault(input));
          exchange(input);
        });
  }

  @Test
  void gate_whenARegionSaysAnything_thenEndsItsConnection() {
    byte[] request = REQUEST.getBytes(ISO_8859_1);
    Fuzzing.fuzz(
        "gate-replies",
        seeds(
            REPLY,
            "HTTP/1.1 100 Continue\r\n\r\n" + REPLY,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "HTTP/1.0 200 OK\r\n\r\n{}"),
        RUNS,
        input -> {
          reply = input;
          gate.apply(fault(input));
          exchange(request);
        });
  }

  private static List<byte[]> seeds(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(ISO_8859_1)).toList();
  }

  private static @Nullable Fault fault(byte[] input) {
    return FAULTS.get(Math.floorMod(Arrays.hashCode(input), FAULTS.size()));
  }

  private void exchange(byte[] request) throws Exception {
    try (Socket client = new Socket()) {
      client.connect(Loopback.at(gate.port()), ENOUGH_MILLIS);
      client.setSoTimeout(ENOUGH_MILLIS);
      try {
        client.getOutputStream().write(request);
        client.shutdownOutput();
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketException reset) {
        // An end as good as the other.
      }
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("gate-" + REGION + "-connection")) {
        thread.join(ENOUGH_MILLIS);
        assertThat(thread.isAlive()).as("%s goes on", thread).isFalse();
      }
    }
    Throwable thrown = uncaught.poll();
    if (thrown != null) {
      throw new AssertionError(thrown);
    }
  }
}
