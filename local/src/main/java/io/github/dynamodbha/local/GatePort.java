package io.github.dynamodbha.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A loopback port that accepts, refuses, or drops connections. The methods are called under the
 * gate's lock.
 *
 * <p>Refuse: nothing listens, so the kernel answers a SYN with a reset. Drop, on Linux: a listener
 * whose queue is full, filled by connections of our own, so the kernel answers a SYN with nothing
 * at all. Elsewhere a full queue refuses; there the port goes on accepting, and the connections,
 * not the port, fall silent.
 *
 * <p>While nothing listens, the port would be free for any process, and even for the source port of
 * some client. On Linux a second socket that is bound to the port, and never listens, keeps it
 * (both have SO_REUSEADDR, and only one listens). Elsewhere that is not allowed, and the short gap
 * is a risk that shows as an error naming the port.
 */
final class GatePort implements AutoCloseable {

  private static final boolean LINUX =
      System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");

  /** Clients that connect at the same moment; the kernel caps it at its own limit. */
  private static final int BACKLOG = 1024;

  /** The smallest that Java passes on; Linux queues one more than this. */
  private static final int TINY_BACKLOG = 1;

  /** More than a tiny queue ever holds. */
  private static final int MAX_FILLERS = 16;

  /**
   * A connect over loopback is done within the call; one that is not done after this time was
   * dropped.
   */
  private static final int FILLER_CONNECT_MILLIS = 25;

  /** A failed accept (out of file descriptors) is tried again after this time. */
  private static final long ACCEPT_RETRY_NANOS = 10_000_000;

  /**
   * How often, and how long between, a port is tried that is still taken. A child that this process
   * starts meanwhile holds copies of all sockets, a closed listener's too, until its own program is
   * loaded.
   */
  private static final int BIND_TRIES = 500;

  private static final long BIND_RETRY_NANOS = 10_000_000;

  private enum State {
    REFUSE,
    ACCEPT,
    DROP
  }

  private final String region;
  private final Consumer<Socket> accepted;
  private final @Nullable Socket reservation;
  private final InetSocketAddress address;
  private final List<Socket> fillers = new ArrayList<>();
  private State state = State.REFUSE;
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;

  GatePort(String region, int number, Consumer<Socket> accepted) throws IOException {
    this.region = region;
    this.accepted = accepted;
    // Fails where another process listens on the port.
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(Loopback.at(number));
      this.address = Loopback.at(probe.getLocalPort());
    } catch (BindException e) {
      throw new BindException(
          "port %d for region %s: %s; free it or give another port (0: any)"
              .formatted(number, region, e.getMessage()));
    }
    this.reservation = LINUX ? new Socket() : null;
    if (reservation != null) {
      reservation.setReuseAddress(true);
      reservation.bind(address);
    }
  }

  int number() {
    return address.getPort();
  }

  void refuse() {
    become(State.REFUSE);
  }

  void accept() {
    become(State.ACCEPT);
  }

  void drop() {
    become(LINUX ? State.DROP : State.ACCEPT);
  }

  @Override
  public void close() {
    become(State.REFUSE);
    closeQuietly(reservation);
  }

  private void become(State next) {
    if (next == state) {
      return;
    }
    ServerSocket before = listener;
    listener = null;
    closeQuietly(before);
    awaitAcceptor();
    fillers.forEach(GatePort::closeQuietly);
    fillers.clear();
    state = State.REFUSE;
    try {
      if (next == State.ACCEPT) {
        listen(listener(BACKLOG));
      } else if (next == State.DROP) {
        ServerSocket tiny = listener(TINY_BACKLOG);
        if (!fill()) {
          listen(tiny); // a kernel with other rules: as on other systems
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "region " + region + ": port " + number() + " cannot " + next, e);
    }
    state = next;
  }

  private ServerSocket listener(int backlog) throws IOException {
    for (int left = BIND_TRIES; ; left--) {
      ServerSocket socket = new ServerSocket();
      listener = socket;
      socket.setReuseAddress(true);
      try {
        socket.bind(address, backlog);
        return socket;
      } catch (BindException e) {
        closeQuietly(socket);
        if (left == 1) {
          throw e;
        }
        LockSupport.parkNanos(BIND_RETRY_NANOS);
      }
    }
  }

  private void listen(ServerSocket socket) {
    Thread thread = new Thread(() -> acceptAll(socket), "gate-" + region + "-accept");
    thread.setDaemon(true);
    thread.start();
    acceptor = thread;
  }

  /**
   * The kernel keeps a listener open, and its port taken, until the thread that waits in accept has
   * left.
   */
  private void awaitAcceptor() {
    Thread thread = acceptor;
    acceptor = null;
    boolean interrupted = false;
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void acceptAll(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        accepted.accept(socket.accept());
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LockSupport.parkNanos(ACCEPT_RETRY_NANOS); // out of descriptors, which passes
        }
      }
    }
  }

  /**
   * Fills the listener's queue until the kernel drops a connect; false if it does not come to that.
   */
  private boolean fill() throws IOException {
    for (int i = 0; i < MAX_FILLERS; i++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(address, FILLER_CONNECT_MILLIS);
      } catch (SocketTimeoutException e) {
        return true;
      }
    }
    return false;
  }

  private static void closeQuietly(@Nullable AutoCloseable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (Exception e) {
      // A socket without unsent data: a failed close leaves nothing open that matters.
    }
  }
}
