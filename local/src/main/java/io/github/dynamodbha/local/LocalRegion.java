package io.github.dynamodbha.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One region of {@link LocalRegions}: a database server in a process of its own, behind a gate that
 * injects faults.
 *
 * <p>Thread-safe: what changes the region runs one at a time, and has taken effect when it returns.
 */
public final class LocalRegion {

  private final String name;
  private final Engine engine;
  private final @Nullable Path databaseDirectory;
  private final Duration startTimeout;
  private final Gate gate;
  private volatile int enginePort;
  private @Nullable EngineProcess process; // guarded by this
  private boolean closed; // guarded by this

  LocalRegion(
      String name, Engine engine, int port, @Nullable Path databaseDirectory, Duration startTimeout)
      throws IOException {
    this.name = name;
    this.engine = engine;
    this.databaseDirectory = databaseDirectory;
    this.startTimeout = startTimeout;
    this.gate = new Gate(name, port);
  }

  /** The name that the region was started with. */
  public String name() {
    return name;
  }

  /**
   * The region's endpoint through the gate, {@code http://127.0.0.1:PORT}; the same for the
   * region's whole life.
   */
  public URI endpoint() {
    return Loopback.uri(gate.port());
  }

  /**
   * The endpoint past the gate, which no fault but {@link #kill} touches. A restart keeps its port,
   * unless another process took it meanwhile.
   */
  public URI directEndpoint() {
    return Loopback.uri(enginePort);
  }

  /**
   * Puts a fault in force, in place of the one before, for open and new connections at once.
   *
   * @return this
   * @throws IllegalStateException if the region is closed
   */
  public LocalRegion inject(Fault fault) {
    gate.apply(fault);
    return this;
  }

  /**
   * Removes the fault, and starts the process again if it does not run.
   *
   * @return this
   * @throws LocalRegionsException if the process does not start
   * @throws IllegalStateException if the region is closed
   */
  public synchronized LocalRegion heal() {
    gate.apply(null);
    EngineProcess current = process;
    return current != null && current.isAlive() ? this : restart();
  }

  /**
   * Kills the region's process, as by kill -9; without effect if it does not run. The endpoint
   * refuses connections until {@link #restart} or {@link #heal}.
   *
   * @return this
   */
  public synchronized LocalRegion kill() {
    checkOpen();
    gate.engineStopped();
    EngineProcess current = process;
    process = null;
    if (current != null) {
      try {
        current.kill();
      } catch (IOException e) {
        throw LocalRegionsException.of(name, e);
      }
    }
    return this;
  }

  /**
   * Kills the process if it runs, and starts it again. What is on disk survives; what is in memory
   * does not. A fault stays in force.
   *
   * @return this
   * @throws LocalRegionsException if it does not start
   */
  public synchronized LocalRegion restart() {
    kill();
    try {
      EngineProcess started =
          EngineProcess.start(name, engine.launcher(), enginePort, databaseDirectory, startTimeout);
      process = started;
      enginePort = started.port();
      gate.engineStarted(enginePort);
      return this;
    } catch (IOException e) {
      throw LocalRegionsException.of(name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalRegionsException("interrupted as region " + name + " started", e);
    }
  }

  /**
   * The requests that reached the gate since it was started, whatever became of them; a black hole
   * counts none.
   */
  public long requests() {
    return gate.requests();
  }

  /**
   * As {@link #requests()}, of one operation.
   *
   * @param operation its name in {@code X-Amz-Target}, such as {@code PutItem}
   */
  public long requests(String operation) {
    return gate.requests(operation);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("region " + name + " is closed; start new LocalRegions");
    }
  }

  synchronized void close() throws IOException {
    closed = true;
    gate.close();
    EngineProcess current = process;
    process = null;
    if (current != null) {
      current.close();
    }
  }

  /** The process id; -1 if it does not run. */
  synchronized long pid() {
    EngineProcess current = process;
    return current == null ? -1 : current.pid();
  }

  /** The name and the endpoint. */
  @Override
  public String toString() {
    return name + " at " + endpoint();
  }
}
