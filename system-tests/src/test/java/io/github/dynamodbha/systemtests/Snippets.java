package io.github.dynamodbha.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The shell snippets of a page: every fenced block that is marked {@code sh} runs, but where the
 * line before it is {@code <!-- not tested: REASON -->}.
 */
final class Snippets {
  private static final String FENCE = "```";
  private static final String NOT_TESTED = "<!-- not tested:";

  /** The tests can't run themselves. */
  private static final String THESE_TESTS = "mvn -B verify";

  private Snippets() {}

  /** The snippets as one script, each line announced on standard error before it runs. */
  static String script(Path page) throws IOException {
    List<String> script = new ArrayList<>();
    String before = "";
    boolean shell = false;
    boolean fenced = false;
    for (String line : Files.readAllLines(page)) {
      if (line.startsWith(FENCE)) {
        fenced = !fenced;
        shell = fenced && isShell(line) && !before.startsWith(NOT_TESTED);
      } else if (shell && !line.strip().equals(THESE_TESTS)) {
        script.add(line);
      }
      before = line.isBlank() ? before : line;
    }
    return String.join("\n", script) + "\n";
  }

  private static boolean isShell(String fence) {
    return fence.substring(FENCE.length()).strip().toLowerCase(Locale.ROOT).equals("sh");
  }
}
