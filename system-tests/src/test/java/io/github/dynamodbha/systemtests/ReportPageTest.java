package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The page of --html as a browser sees it. */
@WithLocalRegions
class ReportPageTest {
  private static final String SCRIPT = "<script>document.title='stolen'</script>";
  private static final String IMAGE = "\"><img src=x onerror=\"document.title='stolen'\">";

  /** Any picture of such a page has more; a blank one of this size has less. */
  private static final long MIN_SCREENSHOT_BYTES = 20_000;

  private final Command command;
  private final RawTable east;
  private final RawTable west;

  ReportPageTest(LocalRegions regions) {
    command = Command.withTable(regions);
    east = RawTable.of(regions.region("us-east-1"), command);
    west = RawTable.of(regions.region("us-west-1"), command);
  }

  private static Map<String, AttributeValue> item(String id, String content) {
    return Map.of("id", AttributeValue.fromS(id), "content", AttributeValue.fromS(content));
  }

  @Test
  void page_showsEveryKindAsABar_andRunsNothingThatAKeyHolds(@TempDir Path directory)
      throws IOException {
    OutsideClient chromium = OutsideClient.chromium(directory.resolve("profile"));
    east.put("same", "2026-01-01T00:00:00", "x");
    west.put("same", "2026-01-01T00:00:00", "x");
    east.put(SCRIPT, "2026-01-02T00:00:00", "new");
    west.put(SCRIPT, "2026-01-01T00:00:00", "old");
    east.put(IMAGE, "2026-01-02T00:00:00", "only here");
    east.put(item("conflict", "east"));
    west.put(item("conflict", "west"));
    Path page = directory.resolve("report.html");
    command.expect(1, "verify", "--settle", "0s", "--html", page.toString());

    String dom = chromium.run("--dump-dom", page.toUri().toString());
    Path picture = directory.resolve("report.png");
    chromium.run("--window-size=390,1600", "--screenshot=" + picture, page.toUri().toString());

    assertThat(dom)
        .contains("<title>things: Different (Comparison, dynamodb-ha)</title>")
        .contains("The regions differ in 3 of 4 keys.")
        .contains("&lt;script&gt;document.title='stolen'&lt;/script&gt;")
        .doesNotContain("<script", "<img");
    for (String kind : new String[] {"conflicting", "stale", "missing"}) {
      assertThat(dom)
          .containsPattern(
              Pattern.compile(
                  "<figure class=\"strip "
                      + kind
                      + "\">.*?<rect class=\"bar\"[^>]*><title>[^<]*: 1 "
                      + kind
                      + "</title>.*?</figure>",
                  Pattern.DOTALL));
    }
    assertThat(Files.size(picture)).isGreaterThan(MIN_SCREENSHOT_BYTES);
  }

  @Test
  void page_ofIdenticalRegions_saysSo(@TempDir Path directory) {
    OutsideClient chromium = OutsideClient.chromium(directory.resolve("profile"));
    Path page = directory.resolve("report.html");
    command.expect(0, "verify", "--html", page.toString());

    assertThat(chromium.run("--dump-dom", page.toUri().toString()))
        .contains("All 2 regions are identical: 0 keys compared, none differs.");
  }
}
