package io.github.dynamodbha.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/** A console whose streams are held in memory. */
public final class TestConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console;

  /** With nothing to read. */
  public TestConsole() {
    this(InputStream.nullInputStream());
  }

  /** With a standard input. */
  public TestConsole(InputStream in) {
    console = new Console(in, out, new PrintStream(err, true, UTF_8), Terminal.NONE);
  }

  /** To hand to what is tested. */
  public Console console() {
    return console;
  }

  /** What was printed as data. */
  public String out() {
    console.flush();
    return out.toString(UTF_8);
  }

  /** What was printed besides. */
  public String err() {
    return err.toString(UTF_8);
  }
}
