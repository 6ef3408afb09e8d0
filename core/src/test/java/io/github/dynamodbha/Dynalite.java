package io.github.dynamodbha;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The second engine, which is installed on some machines only. */
public final class Dynalite {
  private static final Path INSTALLED =
      Path.of("..", "local", "src", "test", "dynalite", "node_modules", "dynalite");

  private Dynalite() {}

  /** Skips the test where dynalite is not installed, or fails it where it must be. */
  public static void require() {
    if (!Files.isDirectory(INSTALLED)) {
      String message = "dynalite is not installed; run npm ci in local/src/test/dynalite";
      if (Boolean.getBoolean("dynamodbha.test.requireClients")) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    System.setProperty("dynamodbha.local.dynalite", INSTALLED.toAbsolutePath().toString());
  }
}
