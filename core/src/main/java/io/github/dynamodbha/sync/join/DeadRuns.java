package io.github.dynamodbha.sync.join;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what runs have left that ended without closing: killed, or with their machine.
 *
 * <p>In a directory that others write to as well, only what belongs to the same user is touched,
 * links are not followed, and only plain files directly in a run's directory are deleted. What
 * can't be removed is logged and left; it doesn't stop this run.
 */
final class DeadRuns {
  private static final Logger LOG = LoggerFactory.getLogger(DeadRuns.class);

  private static final String ANYTHING = "*";

  private DeadRuns() {}

  /** Whether there is anything of other runs, dead or alive. */
  static boolean any(Path parent) {
    return Files.isDirectory(parent) && !list(parent).isEmpty();
  }

  /**
   * Removes the directories and locks of dead runs.
   *
   * @param own the lock of the calling run, which shows who the user is
   */
  static void remove(Path parent, RunLock own) {
    for (Path left : list(parent)) {
      try {
        removeIfDead(left, own);
      } catch (IOException e) {
        LOG.warn("Can't remove {}, which an earlier run has left. Remove it by hand", left, e);
      }
    }
  }

  private static List<Path> list(Path parent) {
    try {
      return list(parent.toRealPath(), RunLock.GLOB);
    } catch (IOException e) {
      LOG.warn("Can't look for what earlier runs have left in {}", parent, e);
      return List.of();
    }
  }

  private static List<Path> list(Path directory, String glob) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, glob)) {
      List<Path> found = new ArrayList<>();
      paths.forEach(found::add);
      return found;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void removeIfDead(Path left, RunLock own) throws IOException {
    boolean isLock = left.getFileName().toString().endsWith(RunLock.SUFFIX);
    Path lockFile = isLock ? left : left.resolveSibling(left.getFileName() + RunLock.SUFFIX);
    if (!ours(left, own)) {
      return;
    }
    if (!Files.exists(lockFile, LinkOption.NOFOLLOW_LINKS)) {
      // A run's lock is there before its directory and goes after it.
      delete(left);
    } else if (ours(lockFile, own) && Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
      removeIfUnlocked(lockFile, own);
    }
  }

  private static void removeIfUnlocked(Path lockFile, RunLock own) throws IOException {
    RunLock lock = RunLock.take(lockFile);
    if (lock != null) {
      try (lock) {
        if (ours(lock.directory(), own)) {
          delete(lock.directory());
        }
      }
    }
  }

  private static boolean ours(Path path, RunLock own) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own.file()));
  }

  /** Deletes a run's directory with the files in it. */
  static void delete(Path directory) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Path file : list(directory, ANYTHING)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }
}
