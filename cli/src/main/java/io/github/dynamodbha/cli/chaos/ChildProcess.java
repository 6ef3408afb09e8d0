package io.github.dynamodbha.cli.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A process of this program's own classes. Thread-safe. */
final class ChildProcess implements AutoCloseable {
  /** How the name of a history ends. */
  static final String HISTORY = ".history";

  /** How the name of a file ends that holds what a process printed. */
  static final String LOG = ".log";

  /** What kill -9 makes a process return. */
  static final int KILLED = 137;

  /** They live for seconds: the optimising compiler would not pay. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Xlog:disable",
          "-Xlog:all=off",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

  /** The launcher's archive of loaded classes, which makes starts fast, serves children too. */
  private static final String CLASS_ARCHIVE = "-XX:SharedArchiveFile=";

  /** All that run, for the end of this process. */
  private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
    RUNNING.add(this);
  }

  /** Kills all that run, and waits until they are gone. */
  static void killAll() throws InterruptedException {
    for (ChildProcess child : RUNNING) {
      child.kill();
    }
  }

  /**
   * Starts it.
   *
   * @param log gets its standard error, and its standard output unless that is read
   * @param readOutput whether {@link #awaitLine} will be called
   */
  static ChildProcess start(
      Class<?> main, List<String> arguments, Testbed testbed, Path log, boolean readOutput)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith(CLASS_ARCHIVE))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(Testbed.ACCESS_KEY, testbed.accessKey());
    ProcessBuilder.Redirect append = ProcessBuilder.Redirect.appendTo(log.toFile());
    builder.redirectError(append);
    builder.redirectOutput(readOutput ? ProcessBuilder.Redirect.PIPE : append);
    return new ChildProcess(builder.start());
  }

  /** Waits until it prints this line; false if it ends before, or takes longer. */
  boolean awaitLine(String line, long millis) throws InterruptedException {
    CompletableFuture<Boolean> printed =
        CompletableFuture.supplyAsync(
            () ->
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))
                    .lines()
                    .anyMatch(line::equals),
            task -> new Thread(task, "output of " + process.pid()).start());
    try {
      return printed.completeOnTimeout(false, millis, TimeUnit.MILLISECONDS).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The output can't be read", e.getCause());
    }
  }

  /** What it returned, if it ends within this time. */
  OptionalInt await(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Asks it to end what it is at. */
  void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it, as by kill -9, and waits until it is gone. */
  void kill() throws InterruptedException {
    int unused = process.destroyForcibly().waitFor();
    RUNNING.remove(this);
  }

  /** Kills it, if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
    RUNNING.remove(this);
  }
}
