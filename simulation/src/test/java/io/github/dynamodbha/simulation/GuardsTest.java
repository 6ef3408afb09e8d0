package io.github.dynamodbha.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Negative controls: with any one guard off, the simulation fails; docs/guards.md says how. */
class GuardsTest {
  @TempDir private Path spill;

  @Test
  void simulation_whenAnyGuardIsOff_thenItFailsAsThePageSays() throws IOException {
    GuardTable table = new GuardTable(spill);
    List<GuardTable.Broken> rows = new ArrayList<>();
    List<Guard> harmless = new ArrayList<>();
    GuardTable.guards().parallelStream()
        .map(guard -> Objects.requireNonNullElse(table.without(guard), nothing(guard)))
        .forEachOrdered(
            row -> {
              if (row.properties().isEmpty()) {
                harmless.add(row.guard());
              } else {
                rows.add(row);
              }
            });

    assertThat(harmless).isEmpty();
    assertThat(rows.stream().flatMap(row -> row.properties().stream()))
        .as("each property is broken where some guard is off")
        .containsAll(Properties.ALL);
    Path page = Path.of(System.getProperty("dynamodbha.test.root"), "docs", "guards.md");
    if (Boolean.getBoolean("simulation.writeDocs")) {
      Files.writeString(page, GuardTable.page(rows));
    }
    assertThat(page).hasContent(GuardTable.page(rows));
  }

  private static GuardTable.Broken nothing(Guard guard) {
    return new GuardTable.Broken(guard, 0, List.of());
  }
}
