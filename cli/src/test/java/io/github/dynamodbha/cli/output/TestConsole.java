package io.github.dynamodbha.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** A console whose streams are held in memory. */
public final class TestConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new ByteArrayInputStream(new byte[0]),
          out,
          new PrintStream(err, true, UTF_8),
          Terminal.NONE);

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
