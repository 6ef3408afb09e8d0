package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * The connection from the gate to the region's process; one for each client connection, used by its
 * thread.
 */
final class Upstream {

  /** The process is on this machine: it accepts at once or is dead. */
  private static final int CONNECT_MILLIS = 5_000;

  /**
   * An idle connection is not used again after this time. The servers close theirs by themselves
   * (Node.js after 5 s, Jetty after 30 s), and a request sent at that very moment would be lost.
   */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Socket socket;
  private final HttpSource source;
  private final OutputStream out;
  private long lastUse = System.nanoTime();

  Upstream(int port) throws IOException {
    this.socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(Loopback.at(port), CONNECT_MILLIS);
      this.source = new HttpSource(socket.getInputStream());
      this.out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  boolean isFresh() {
    return System.nanoTime() - lastUse < IDLE_NANOS;
  }

  void used() {
    lastUse = System.nanoTime();
  }

  HttpSource source() {
    return source;
  }

  OutputStream out() {
    return out;
  }

  /** Any thread. */
  void close() throws IOException {
    socket.close();
  }
}
