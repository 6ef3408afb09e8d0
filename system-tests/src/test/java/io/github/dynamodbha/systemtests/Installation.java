package io.github.dynamodbha.systemtests;

import java.nio.file.Path;

/** Where the sources and the release directory are. */
final class Installation {
  private static final Path ROOT =
      Path.of(System.getProperty("dynamodbha.test.root", "..")).toAbsolutePath().normalize();

  private Installation() {}

  /** The source tree. */
  static Path root() {
    return ROOT;
  }

  /** What a release archive holds, unpacked by the build. */
  static Path release() {
    return ROOT.resolve("cli/target/dynamodb-ha");
  }

  /** The launcher of the release. */
  static Path launcher() {
    return release().resolve("bin/dynamodb-ha");
  }

  /** Where archives of loaded classes are kept for all tests, outside of the user's home. */
  static Path cache() {
    return ROOT.resolve("system-tests/target/cache");
  }
}
