package io.github.dynamodbha.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process under way: its output is read line by line, and it can be sent signals. */
final class RunningCommand implements AutoCloseable {
  /** Only ends a process that hangs. */
  private static final long LIMIT_MINUTES = 5;

  private final Process process;
  private final BufferedReader out;
  private final CompletableFuture<String> err;

  RunningCommand(ProcessBuilder builder) throws IOException {
    process = builder.start();
    out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    err = Processes.text(process.getErrorStream());
    process.getOutputStream().close();
  }

  /** The lines up to the first that fits, that one included; fails if the output ends before. */
  List<String> readUntil(Predicate<String> fits) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (fits.test(line)) {
        return lines;
      }
    }
    throw new AssertionError("the output ended: " + lines + err.join());
  }

  /** Sends a signal to the process alone, by its id. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("the process had ended already");
    }
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits for the end; the output is what was not read before. */
  Outcome await() throws IOException, InterruptedException {
    String rest = String.join("\n", out.lines().toList());
    if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
      throw new AssertionError("the process does not end");
    }
    return new Outcome(process.exitValue(), rest, err.join());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
