package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One child process that serves a region. Protocol: the child prints {@value #READY} and its port
 * when it serves; the end of its stdin, which only this process holds open, tells it that we are
 * gone, even after kill -9.
 */
final class EngineProcess implements AutoCloseable {

  private static final String READY = "dynamodb-ha ready ";

  /**
   * How long an orderly end may take, for an on-disk database to be flushed; then the process is
   * killed.
   */
  private static final long STOP_SECONDS = 5;

  /**
   * Options meant for this JVM (a debugger's port, an agent) would break a child that inherits
   * them.
   */
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "NODE_OPTIONS");

  private final Process process;
  private final Path privateDirectory;
  private final boolean onDisk;
  private final OutputTail tail = new OutputTail();
  private final CompletableFuture<Integer> ready = new CompletableFuture<>();

  private EngineProcess(Process process, Path privateDirectory, boolean onDisk, String region) {
    this.process = process;
    this.onDisk = onDisk;
    this.privateDirectory = privateDirectory;
    Thread reader = new Thread(this::readOutput, "region-" + region + "-output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a child and waits until it serves.
   *
   * @throws LocalRegionsException if it ends or is not ready in time, with the last lines that it
   *     printed
   */
  static EngineProcess start(
      String region,
      EngineLauncher launcher,
      int port,
      @Nullable Path databaseDirectory,
      Duration timeout)
      throws IOException, InterruptedException {
    Path privateDirectory = Files.createTempDirectory("dynamodb-ha-" + region + "-");
    EngineProcess started = null;
    try {
      List<String> command = launcher.command(port, privateDirectory, databaseDirectory);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(privateDirectory.toFile())
              .redirectErrorStream(true);
      builder.environment().keySet().removeAll(NOT_INHERITED);
      builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
      started =
          new EngineProcess(builder.start(), privateDirectory, databaseDirectory != null, region);
      started.awaitReady(region, timeout);
      return started;
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (started == null) {
        TemporaryDirectory.delete(privateDirectory);
      } else {
        started.kill();
      }
      throw e;
    }
  }

  private void awaitReady(String region, Duration timeout) throws InterruptedException {
    try {
      ready.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new LocalRegionsException(
          "region %s was not up within %s; give a longer startTimeout. It printed: %s"
              .formatted(region, timeout, tail),
          e);
    } catch (ExecutionException e) {
      throw new LocalRegionsException(
          "region %s ended as it started. It printed: %s".formatted(region, tail), e);
    }
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      String line;
      while ((line = output.readLine()) != null) {
        if (line.startsWith(READY)) {
          ready.complete(Integer.valueOf(line.substring(READY.length()).strip()));
        } else {
          tail.add(line);
        }
      }
      ready.completeExceptionally(new IOException("the process closed its output"));
    } catch (IOException | NumberFormatException e) {
      ready.completeExceptionally(e);
    }
  }

  int port() {
    return ready.join();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kill -9, and waits until it is dead. */
  void kill() throws IOException {
    process.destroyForcibly();
    process.onExit().join();
    TemporaryDirectory.delete(privateDirectory);
  }

  /**
   * Ends the process: in order, within limits, where data is on disk; at once where all of it goes
   * anyway.
   */
  @Override
  public void close() throws IOException {
    if (onDisk) {
      stop();
    }
    kill();
  }

  private void stop() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
