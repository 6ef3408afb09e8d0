package io.github.dynamodbha.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a target over the kept corpus ({@code src/test/resources/fuzz/NAME}) and over mutants of the
 * corpus and of valid inputs, the same ones in each run of the tests. {@code
 * -Ddynamodbha.fuzz.runs=N} makes more of them, {@code -Ddynamodbha.fuzz.seed=N} others.
 *
 * <p>A run fails that throws, allocates more than a multiple of its input, or has no end. The input
 * is then made as small as it goes, and written to {@code target/fuzz}: once the cause is mended,
 * it belongs in the corpus.
 */
public final class Fuzzing {
  private static final int RUNS = Integer.getInteger("dynamodbha.fuzz.runs", 0);
  private static final long SEED = Long.getLong("dynamodbha.fuzz.seed", 20_251_019L);

  /**
   * What a reader may allocate for an empty input: its buffers, a message, a class that is loaded.
   */
  private static final long BASE_BYTES = 1 << 20;

  /** Objects of a few dozen bytes for each byte of an input, and the same again as they grow. */
  private static final long BYTES_EACH = 400;

  private static final long FOREIGN_BYTES_EACH = 100_000;

  /** Only ends a target that hangs: all of its runs together take seconds. */
  private static final long LIMIT_MILLIS = 240_000L + RUNS;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final String name;
  private final long bytesEach;
  private final FuzzTarget target;
  private volatile byte[] current = new byte[0];

  private Fuzzing(String name, long bytesEach, FuzzTarget target) {
    this.name = name;
    this.bytesEach = bytesEach;
    this.target = target;
  }

  /**
   * Fuzzes.
   *
   * @param name of the corpus
   * @param seeds valid inputs; at least one
   * @param runs how many mutants, unless the system property says otherwise
   */
  public static void fuzz(String name, List<byte[]> seeds, int runs, FuzzTarget target) {
    new Fuzzing(name, BYTES_EACH, target).all(seeds, runs);
  }

  /** As {@link #fuzz}, for a target that also runs what is not ours, which may allocate more. */
  public static void compare(String name, List<byte[]> seeds, int runs, FuzzTarget target) {
    new Fuzzing(name, FOREIGN_BYTES_EACH, target).all(seeds, runs);
  }

  private void all(List<byte[]> seeds, int runs) {
    List<byte[]> all = new ArrayList<>(seeds);
    all.addAll(corpus());
    inOwnThread(
        () -> {
          all.forEach(this::check);
          Mutator mutator = new Mutator(new Random(SEED + name.hashCode()), all);
          for (int run = RUNS == 0 ? runs : RUNS; run > 0; run--) {
            check(mutator.next());
          }
        });
  }

  private List<byte[]> corpus() {
    Path directory = Path.of("src/test/resources/fuzz", name);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<byte[]> inputs = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        inputs.add(Files.readAllBytes(file));
      }
      return inputs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inOwnThread(Runnable runs) {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(runs, "fuzz-" + name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((same, thrown) -> failure.set(thrown));
    thread.start();
    try {
      thread.join(LIMIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    if (thread.isAlive()) {
      AssertionError hung = new AssertionError("no end: " + kept(current));
      hung.setStackTrace(thread.getStackTrace());
      throw hung;
    }
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError(thrown.getMessage(), thrown);
    }
  }

  private void check(byte[] input) {
    Throwable thrown = run(input);
    if (thrown != null) {
      byte[] small = shrunk(input, thrown.getClass());
      Throwable cause = run(small);
      throw new AssertionError(
          kept(small) + ": " + (cause == null ? thrown : cause), cause == null ? thrown : cause);
    }
  }

  private @Nullable Throwable run(byte[] input) {
    current = input;
    long most = BASE_BYTES + bytesEach * input.length;
    long allocated = 0;
    // Twice, since the first run may load classes or fill what is kept for later.
    for (int attempt = 0; attempt < 2; attempt++) {
      long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      try {
        target.accept(input.clone());
      } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
        return e;
      }
      allocated = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
      if (allocated <= most) {
        return null;
      }
    }
    return new OutOfBounds(
        "%,d bytes are allocated for an input of %,d".formatted(allocated, input.length));
  }

  /** Of the type that no target throws, so that shrinking keeps to it. */
  private static final class OutOfBounds extends AssertionError {
    private static final long serialVersionUID = 1L;

    OutOfBounds(String message) {
      super(message);
    }
  }

  /** The smallest that is found by leaving pieces out and still fails in the same way. */
  private byte[] shrunk(byte[] input, Class<? extends Throwable> failure) {
    byte[] small = input;
    for (int piece = input.length / 2; piece > 0; piece /= 2) {
      for (int at = 0; at + piece <= small.length; ) {
        byte[] shorter = Arrays.copyOf(small, small.length - piece);
        System.arraycopy(small, at + piece, shorter, at, small.length - at - piece);
        Throwable thrown = run(shorter);
        if (thrown != null && thrown.getClass() == failure) {
          small = shorter;
        } else {
          at += piece;
        }
      }
    }
    return small;
  }

  private String kept(byte[] input) {
    Path file =
        Path.of("target/fuzz", name, "input-" + Integer.toHexString(Arrays.hashCode(input)));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] shown = Arrays.copyOf(input, Math.min(input.length, 200));
    return "%d bytes in %s (%s)".formatted(input.length, file, HexFormat.of().formatHex(shown));
  }
}
