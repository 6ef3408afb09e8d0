package io.github.dynamodbha.replica;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * A region that answers as it is told, for faults that no real engine produces: each request, by
 * its number from 0, gets what a function says. Every answer closes its connection.
 */
final class StubRegion implements AutoCloseable {
  private final ServerSocket server;
  private final IntFunction<String> answers;
  private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch came = new CountDownLatch(1);

  private StubRegion(ServerSocket server, IntFunction<String> answers) {
    this.server = server;
    this.answers = answers;
  }

  static StubRegion start(IntFunction<String> answers) {
    try {
      StubRegion region =
          new StubRegion(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
      new RegionThreads("stub").newThread(region::serve).start();
      return region;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer; headers as lines that end in CR LF; each character is sent as one byte. */
  static String answer(int status, String headers, String json) {
    return "HTTP/1.1 "
        + status
        + " Stub\r\nContent-Type: application/x-amz-json-1.0\r\nConnection: close\r\n"
        + headers
        + "Content-Length: "
        + json.length()
        + "\r\n\r\n"
        + json;
  }

  static String ok() {
    return answer(200, "", "{}");
  }

  static String error(int status, String headers, String code, String message) {
    String type = "com.amazonaws.dynamodb.v20120810#" + code;
    return answer(status, headers, "{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The headers of each request, names in lower case. */
  List<Map<String, String>> requests() {
    return requests;
  }

  /** Waits until a request has come. */
  void awaitRequest() {
    try {
      came.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the test", e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        new RegionThreads("stub-call").newThread(() -> answer(socket)).start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String requestLine = line(in);
      if (requestLine.isEmpty()) {
        return;
      }
      Map<String, String> headers = new TreeMap<>();
      for (String line = line(in); !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
      int number;
      synchronized (this) {
        number = requests.size();
        requests.add(headers);
      }
      came.countDown();
      socket.getOutputStream().write(answers.apply(number).getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      // The client gave up; its side of the test says what follows.
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
