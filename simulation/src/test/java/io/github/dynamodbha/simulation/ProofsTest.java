package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What docs/protocol.md says would fail if a promise broke: all of it exists, and none is left out.
 */
class ProofsTest {
  private static final Path ROOT = Path.of(System.getProperty("dynamodbha.test.root"));
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:#(\\w+))?`");
  private static final Pattern PROPERTIES =
      Pattern.compile("\\(propert(?:y|ies)((?:(?!\\)).)*)", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\*([^*]+)\\*");
  private static final Pattern PROMISE = Pattern.compile("\\*\\*([^*]+)\\*\\* \\(([^)]*)\\)");

  @Test
  void page_whenItNamesATest_thenThatExists() throws IOException {
    Matcher named = TEST.matcher(page());
    Set<String> missing = new TreeSet<>();
    int found = 0;
    while (named.find()) {
      found++;
      List<Path> sources = sources(named.group(1));
      String method = named.group(2);
      if (sources.isEmpty() || (method != null && !has(sources.get(0), method))) {
        missing.add(named.group());
      }
    }

    assertThat(missing).isEmpty();
    assertThat(found).isPositive();
  }

  @Test
  void page_whenItNamesAProperty_thenTheSimulatorChecksIt() throws IOException {
    assertThat(named()).isSubsetOf(Properties.ALL);
  }

  @Test
  void property_whenTheSimulatorChecksIt_thenThePageNamesIt() throws IOException {
    assertThat(named()).containsAll(Properties.ALL);
  }

  @Test
  void promise_whenItIsProved_thenAPropertyOrATestIsNamed() throws IOException {
    String page = page();
    Matcher promise = PROMISE.matcher(page.substring(page.indexOf("## The proofs")));
    int found = 0;
    while (promise.find()) {
      found++;
      assertThat(promise.group(2)).as(promise.group(1)).containsAnyOf("propert", "Test`");
    }
    assertThat(found).isGreaterThan(5);
  }

  @Test
  void page_whenItListsWhatIsNotPromised_thenThatIsASectionOfItsOwn() throws IOException {
    String rest = page().substring(page().indexOf("## What is not promised"));

    assertThat(rest.lines().filter(line -> line.startsWith("* ")).count()).isGreaterThan(5);
  }

  /** The names in parentheses; of the whole page, line ends are spaces. */
  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher lists = PROPERTIES.matcher(page());
    while (lists.find()) {
      Matcher name = NAME.matcher(lists.group(1));
      while (name.find()) {
        names.add(name.group(1).replaceAll("\\s+", " "));
      }
    }
    return names;
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs").resolve("protocol.md"));
  }

  private static boolean has(Path source, String method) throws IOException {
    return Files.readString(source).contains(" " + method + "(");
  }

  private static List<Path> sources(String test) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      List<Path> roots =
          modules
              .map(module -> module.resolve("src").resolve("test").resolve("java"))
              .filter(Files::isDirectory)
              .collect(Collectors.toList());
      for (Path root : roots) {
        try (Stream<Path> files = Files.walk(root)) {
          List<Path> found =
              files.filter(file -> file.endsWith(test + ".java")).collect(Collectors.toList());
          if (!found.isEmpty()) {
            return found;
          }
        }
      }
    }
    return List.of();
  }
}
