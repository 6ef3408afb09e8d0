package io.github.dynamodbha.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows how to run one engine as a child process that keeps {@link EngineProcess}'s protocol.
 * Stateless.
 */
interface EngineLauncher {

  /**
   * The command of one child.
   *
   * @param port to listen on, on 127.0.0.1 only; 0, or one that is taken: any
   * @param privateDirectory exists; for whatever the child needs; the child removes it when its
   *     parent is gone
   * @param databaseDirectory exists; null for in memory
   * @throws LocalRegionsException if the engine is not installed: what is missing, and the command
   *     that installs it
   */
  List<String> command(int port, Path privateDirectory, @Nullable Path databaseDirectory)
      throws IOException;
}
