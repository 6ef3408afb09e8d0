package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the page says; the system tests show it in a browser. */
class HtmlReportTest {
  private static final Pattern BAR = Pattern.compile("<rect class=\"bar\"");

  /** For a look at the pages. */
  private static final Path PAGES = Path.of("target/html-reports");

  private static String page(String name, SyncReport report) throws IOException {
    String html = report.toHtml();
    Files.writeString(Files.createDirectories(PAGES).resolve(name + ".html"), html);
    return html;
  }

  @Test
  void page_whenIdentical_thenSaysSoInASentence() throws IOException {
    assertThat(page("identical", ExampleReports.identical()))
        .contains("<h1>All 3 regions are identical: 1,234,567 keys compared, none differs.</h1>")
        .contains("Nothing differs in any of 32 segments.")
        .contains("<title>planets: Identical (Comparison, dynamodb-ha)</title>")
        .doesNotContain("<svg", "<details");
  }

  @Test
  void page_whenDifferent_thenHasNumbersPictureAndKeysOfEveryKind() throws IOException {
    String html = page("different", ExampleReports.different(SyncReport.Mode.VERIFY));

    assertThat(html)
        .contains("<h1>The regions differ in 4,064 of 1,234,567 keys.</h1>")
        .contains("conflicting: 1 key, in 1 of 128 columns")
        .contains("missing: 4,001 keys, in 128 of 128 columns")
        .contains("segments 696 to 703: 1 conflicting")
        .contains("the first 20 are shown")
        .contains("$0.0516", "$0.0458")
        .contains("us-west-1: 3 keys")
        .contains("2026-11-22T10:46:21.123456Z~1f3c9a20")
        .contains("(3 min 20 s)");
    assertThat(BAR.matcher(html).results().count()).isBetween(130L, 3L * 128);
  }

  @ParameterizedTest
  @EnumSource(SyncReport.Mode.class)
  void page_whateverTheKeys_thenIsOnlyOurMarkup(SyncReport.Mode mode) throws IOException {
    String html = page(mode.name(), ExampleReports.different(mode));

    assertThat(html)
        .doesNotContain("<script", "<img", "<b>\n", "\u202e", "\u0007")
        .contains("&lt;script&gt;document.title=&#39;stolen&#39;&lt;/script&gt;")
        .contains("&quot;&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;")
        .contains("abc\\u202etxt.exe\\u000a\\u0007")
        .contains("x… (2,048 characters)")
        .contains("time to live &lt;b&gt;");
  }

  @Test
  void page_needsNothingElse() throws IOException {
    String html = page("DRY_RUN", ExampleReports.different(SyncReport.Mode.DRY_RUN));

    assertThat(html.replace(SyncReport.PRICE_SOURCE, ""))
        .doesNotContain("http:", "https:", "url(", "@import", "<link", " src=\"")
        .contains("default-src 'none'");
  }

  @Test
  void answers_areInTheWordsOfTheirMode() {
    Answer sync = Answer.of(ExampleReports.different(SyncReport.Mode.SYNC));
    assertThat(sync.word()).isEqualTo("Repaired in part");
    assertThat(sync.sentence()).isEqualTo("3,990 of 4,064 keys that differed were repaired.");
    assertThat(sync.rest())
        .isEqualTo(
            "3 times a key could not be read or written: see below. 1 conflict left alone, since"
                + " no copy has a version: name the region to prefer.");
    assertThat(Answer.of(ExampleReports.different(SyncReport.Mode.DRY_RUN)).sentence())
        .startsWith("Dry run, nothing was written: a sync would repair 3,990 keys");
  }
}
