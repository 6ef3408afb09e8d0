package io.github.dynamodbha.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The process's standard streams. Data is UTF-8 in every locale. {@link #note}, {@link #warning}
 * and {@link #error} may be used from any thread, the rest from one.
 */
public final class Console {
  private static final String PREFIX = "dynamodb-ha: ";

  private final InputStream in;
  private final OutputStream out;
  private final PrintStream err;
  private final Terminal terminal;

  /** A console over streams; {@code out} is buffered until {@link #flush}. */
  public Console(InputStream in, OutputStream out, PrintStream err, Terminal terminal) {
    this.in = in;
    this.out = new BufferedOutputStream(new DataStream(out));
    this.err = err;
    this.terminal = terminal;
  }

  /** The process's own. */
  public static Console system() {
    return new Console(
        System.in, new FileOutputStream(FileDescriptor.out), System.err, Terminal.detect());
  }

  /** Standard input. */
  public InputStream in() {
    return in;
  }

  /** Where data goes; writing to it throws {@link OutputClosedException} once nobody reads. */
  public OutputStream out() {
    return out;
  }

  /** Standard error, for what draws there by itself. */
  public PrintStream err() {
    return err;
  }

  /** What the streams are connected to. */
  public Terminal terminal() {
    return terminal;
  }

  /** Prints a line of data. */
  public void line(String text) {
    try {
      out.write((text + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }

  /** Prints a line of information. */
  public void note(String text) {
    err.println(PREFIX + text);
  }

  /** Prints a warning. */
  public void warning(String text) {
    err.println(PREFIX + "warning: " + text);
  }

  /** Prints an error. */
  public void error(String text) {
    err.println(PREFIX + "error: " + text);
  }

  /** Hands all data to whoever reads it. */
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }
}
