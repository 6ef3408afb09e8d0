package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the released modules bring along, by their bills of materials (profile {@code sbom}, which
 * CI always uses): nothing under a licence that would bind their users, and nothing of DynamoDB
 * Local.
 */
class BillOfMaterialsTest {
  /** Each lets the user's own code be under any licence, and the jars be passed on. */
  private static final Set<String> LICENCES =
      Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0");

  /** Three clauses by its POM's link; the bill goes by the name there, and takes it for four. */
  private static final String NAMED_VAGUELY = "org.jline:jline-terminal";

  private static JsonNode bill(String module) throws IOException {
    Path file =
        Installation.root().resolve(module).resolve("target/dynamodb-ha-" + module + ".cdx.json");
    assumeTrue(
        Files.exists(file) || Boolean.getBoolean("dynamodbha.test.requireClients"),
        "no bill of materials: build with -Psbom");
    return new ObjectMapper().readTree(file.toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "micrometer", "cli"})
  void bill_listsTheSdk_andNothingOfDynamoDbLocal(String module) throws IOException {
    assertThat(names(bill(module)))
        .contains("software.amazon.awssdk:dynamodb", "org.slf4j:slf4j-api")
        .noneMatch(name -> name.startsWith("com.amazonaws:") || name.contains("sqlite"))
        .noneMatch(name -> name.contains("junit") || name.contains("assertj"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "micrometer", "cli"})
  void licences_areAllAmongThoseThatBindNobody(String module) throws IOException {
    for (JsonNode component : bill(module).path("components")) {
      assertThat(licences(component))
          .as("licences of %s", name(component))
          .isNotEmpty()
          .allMatch(licence -> LICENCES.contains(licence) || name(component).equals(NAMED_VAGUELY));
    }
  }

  @Test
  void releaseArchive_holdsTheBillOfAllThatItHolds() throws IOException {
    JsonNode bill = bill("cli");
    Path release = Installation.release();
    assertThat(release.resolve("dynamodb-ha-cli.cdx.json")).exists();
    List<String> listed = new ArrayList<>(List.of("dynamodb-ha-cli"));
    bill.path("components").forEach(component -> listed.add(component.path("name").asText()));
    try (Stream<Path> jars = Files.list(release.resolve("lib"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .isNotEmpty()
          .allMatch(jar -> listed.stream().anyMatch(name -> jar.startsWith(name + "-")));
    }
  }

  private static Set<String> names(JsonNode bill) {
    Set<String> names = new TreeSet<>();
    bill.path("components").forEach(component -> names.add(name(component)));
    return names;
  }

  private static String name(JsonNode component) {
    return component.path("group").asText() + ":" + component.path("name").asText();
  }

  /** By SPDX's ids where there are some, by their own names elsewhere. */
  private static Set<String> licences(JsonNode component) {
    Set<String> licences = new TreeSet<>();
    for (JsonNode choice : component.path("licenses")) {
      JsonNode licence = choice.path("license");
      licences.add(licence.path("id").asText(licence.path("name").asText()));
      licences.add(choice.path("expression").asText());
    }
    licences.remove("");
    return licences;
  }
}
