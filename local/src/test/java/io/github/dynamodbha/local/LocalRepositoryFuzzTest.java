package io.github.dynamodbha.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryFuzzTest {
  @Test
  void settings_ofAnything_nameADirectoryOrAreRefused(@TempDir Path home) throws IOException {
    Path settings = Files.createDirectory(home.resolve(".m2")).resolve("settings.xml");
    List<byte[]> seeds =
        Stream.of(
                "<settings>\n<!-- <localRepository>/a</localRepository> -->\n"
                    + "<localRepository> ${user.home}/jars\n</localRepository></settings>",
                "<localRepository>" + " ".repeat(20_000),
                "<!--")
            .map(text -> text.getBytes(UTF_8))
            .toList();
    Fuzzing.fuzz(
        "maven-settings",
        seeds,
        2_000,
        input -> {
          Files.write(settings, input);
          try {
            assertThat(LocalRepository.ofHome(home)).isNotNull();
          } catch (UncheckedIOException | LocalRegionsException refused) {
            assertThat(refused).hasMessageContaining(settings.toString());
          }
        });
  }
}
