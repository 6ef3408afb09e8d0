package io.github.dynamodbha.local;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The TCP gate in front of a region's process: the one place where faults happen.
 *
 * <p>State is the fault in force and whether the process runs; {@link #settle} derives from both
 * what the listening port does. Changes are serialised by this object's lock; the threads of the
 * connections only read, so a request sees either the state before a change or the state after it.
 */
final class Gate implements AutoCloseable {

  /** Far above any client's pool; each connection costs a thread and two buffers. */
  static final int MAX_CONNECTIONS = 1024;

  /** DynamoDB has about 60; what a client makes up beyond is counted in the sum only. */
  private static final int MAX_OPERATIONS = 100;

  private final String region;
  private final GatePort port;
  private final Set<GateConnection> connections = ConcurrentHashMap.newKeySet();
  private final LongAdder requests = new LongAdder();
  private final Map<String, LongAdder> requestsOf = new ConcurrentHashMap<>();
  private volatile @Nullable ActiveFault active;
  private volatile int enginePort; // 0: no process
  private boolean closed; // guarded by this

  /**
   * Takes the port, and refuses connections until {@link #engineStarted}.
   *
   * @param port 0 for any
   */
  Gate(String region, int port) throws IOException {
    this.region = region;
    this.port = new GatePort(region, port, this::accepted);
  }

  String region() {
    return region;
  }

  int port() {
    return port.number();
  }

  int enginePort() throws IOException {
    int current = enginePort;
    if (current == 0) {
      throw new IOException("the region's process does not run");
    }
    return current;
  }

  long requests() {
    return requests.sum();
  }

  long requests(String operation) {
    LongAdder count = requestsOf.get(operation);
    return count == null ? 0 : count.sum();
  }

  synchronized void engineStarted(int newEnginePort) {
    enginePort = newEnginePort;
    settle();
  }

  synchronized void engineStopped() {
    enginePort = 0;
    settle();
  }

  /** Puts a fault in force in place of the one before; null for none. */
  synchronized void apply(@Nullable Fault fault) {
    ActiveFault before = active;
    active = fault == null ? null : new ActiveFault(fault);
    settle();
    if (before != null) {
      before.end();
    }
  }

  private void settle() {
    if (closed) {
      throw new IllegalStateException("region " + region + " is closed; start new LocalRegions");
    }
    ActiveFault current = active;
    Fault.Kind kind = current == null ? null : current.fault().kind();
    if (enginePort == 0 || kind == Fault.Kind.DOWN) {
      port.refuse();
      resetConnections();
    } else if (kind == Fault.Kind.BLACK_HOLE) {
      port.drop();
    } else {
      port.accept();
    }
  }

  private void resetConnections() {
    connections.forEach(GateConnection::abort);
  }

  private void accepted(Socket client) {
    GateConnection connection = new GateConnection(this, client);
    connections.add(connection);
    // A connection that was accepted as the state changed must not slip through.
    if (connections.size() > MAX_CONNECTIONS || enginePort == 0 || isDown()) {
      connection.abort();
      connections.remove(connection);
      return;
    }
    Thread thread = new Thread(connection, "gate-" + region + "-connection");
    thread.setDaemon(true);
    thread.start();
  }

  private boolean isDown() {
    ActiveFault current = active;
    return current != null && current.fault().kind() == Fault.Kind.DOWN;
  }

  void forget(GateConnection connection) {
    connections.remove(connection);
  }

  /**
   * Counts a request, and returns the fault that hits it, or null. What a black hole swallows
   * reaches nobody.
   */
  @Nullable ActiveFault admit(String operation) {
    ActiveFault current = active;
    if (current == null || current.fault().kind() != Fault.Kind.BLACK_HOLE) {
      count(operation);
    }
    return current != null && current.claims(operation) ? current : null;
  }

  private void count(String operation) {
    requests.increment();
    LongAdder count = requestsOf.get(operation);
    if (count == null && requestsOf.size() < MAX_OPERATIONS) {
      count = requestsOf.computeIfAbsent(operation, first -> new LongAdder());
    }
    if (count != null) {
      count.increment();
    }
  }

  /** The black hole in force, or null. */
  @Nullable ActiveFault blackHole() {
    ActiveFault current = active;
    return current != null && current.fault().kind() == Fault.Kind.BLACK_HOLE ? current : null;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    enginePort = 0;
    port.close();
    resetConnections();
    ActiveFault current = active;
    active = null;
    if (current != null) {
      current.end();
    }
  }
}
