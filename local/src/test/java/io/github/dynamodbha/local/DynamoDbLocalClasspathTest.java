package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamoDbLocalClasspathTest {

  @TempDir Path home;

  @Test
  void find_whenComplete_thenJarsOfTheRepositoryAndNoNativeLibrary() throws IOException {
    Path repository = LocalRepository.find();
    List<Path> files = DynamoDbLocalClasspath.find(repository);
    assertThat(files)
        .hasSizeGreaterThan(50)
        .allMatch(file -> file.startsWith(repository) && file.toString().endsWith(".jar"))
        .anyMatch(file -> file.getFileName().toString().startsWith("DynamoDBLocal-"));
  }

  @Test
  void find_whenFilesAreMissing_thenErrorNamesThemTheCommandAndTheLicence() {
    assertThatThrownBy(() -> DynamoDbLocalClasspath.find(home))
        .isInstanceOf(LocalRegionsException.class)
        .hasMessageContaining(home.toString())
        .hasMessageContaining("DynamoDBLocal-")
        .hasMessageContaining("more files")
        .hasMessageContaining("mvn -B -f local/dynamodb-local/pom.xml dependency:resolve")
        .hasMessageContaining("Amazon's own licence");
  }

  @Test
  void repository_whenSettingsNameIt_thenThatOne() throws IOException {
    assertThat(LocalRepository.ofHome(home)).isEqualTo(home.resolve(".m2").resolve("repository"));
    Path settings = Files.createDirectories(home.resolve(".m2")).resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><!-- <localRepository>/no</localRepository> -->\n"
            + "<localRepository> ${user.home}/jars </localRepository></settings>");
    assertThat(LocalRepository.ofHome(home)).isEqualTo(home.resolve("jars"));
    Files.writeString(settings, "<settings/>");
    assertThat(LocalRepository.ofHome(home)).isEqualTo(home.resolve(".m2").resolve("repository"));
  }
}
