package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnippetsTest {
  @Test
  void script_isEveryShellBlock_butThoseMarkedAsNotTested(@TempDir Path directory)
      throws IOException {
    Path page =
        Files.writeString(
            directory.resolve("page.md"),
            """
            # Page

            ```sh
            one
            mvn -B verify
            two
            ```

            <!-- not tested: needs AWS -->

            ```sh
            three
            ```

            ```java
            four();
            ```

            ```sh
            five
            ```
            """);

    assertThat(Snippets.script(page)).isEqualTo("one\ntwo\nfive\n");
  }
}
