package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynaliteTest {

  private static final Path INSTALLED = Path.of("src/test/dynalite/node_modules/dynalite");

  private final String before = System.getProperty(DynaliteLauncher.PROPERTY, "");

  @BeforeEach
  void findDynalite() {
    if (before.isEmpty() && !Files.isDirectory(INSTALLED)) {
      String message = "dynalite is not installed; run npm ci in local/src/test/dynalite";
      if (Boolean.getBoolean("dynamodbha.test.requireClients")) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
    if (before.isEmpty()) {
      System.setProperty(DynaliteLauncher.PROPERTY, INSTALLED.toString());
    }
  }

  @AfterEach
  void restoreProperty() {
    System.setProperty(DynaliteLauncher.PROPERTY, before);
  }

  @Test
  void dynalite_whenMixedWithDynamoDbLocal_thenBothServe() throws Exception {
    ProcessHandle process;
    try (LocalRegions regions =
        LocalRegions.builder()
            .regions("amazon-1", "dynalite-1")
            .engine("dynalite-1", Engine.DYNALITE)
            .start()) {
      for (LocalRegion region : regions.regions()) {
        TestTable table = TestTable.created(region).put("a", "1");
        assertThat(table.get("a")).contains("\"1\"");
        region.inject(Fault.lostReply().onOperation("PutItem").times(1));
        assertThatThrownBy(() -> table.put("a", "2")).isInstanceOf(java.io.IOException.class);
        assertThat(table.get("a")).contains("\"2\"");
      }
      process = ProcessHandle.of(regions.region("dynalite-1").pid()).orElseThrow();
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void dynalite_whenKilledOnDisk_thenDataSurvivesAndDirectPortStays(@TempDir Path data)
      throws Exception {
    try (LocalRegions regions =
        LocalRegions.builder()
            .regions("dynalite-1")
            .engine("dynalite-1", Engine.DYNALITE)
            .dataDirectory(data)
            .start()) {
      LocalRegion region = regions.region("dynalite-1");
      TestTable table = TestTable.created(region).put("a", "1");
      TestTable direct = table.at(region.directEndpoint());
      region.kill().restart();
      assertThat(table.get("a")).contains("\"1\"");
      assertThat(direct.get("a")).contains("\"1\"");
    }
  }

  @Test
  void dynalite_whenMissing_thenErrorHasTheInstallCommand() {
    System.setProperty(DynaliteLauncher.PROPERTY, "target/no-such-directory");
    LocalRegions.Builder builder =
        LocalRegions.builder().regions("dynalite-1").engine("dynalite-1", Engine.DYNALITE);
    assertThatThrownBy(builder::start)
        .isInstanceOf(LocalRegionsException.class)
        .hasMessageContaining("no-such-directory")
        .hasMessageContaining("npm install dynalite@" + DynaliteLauncher.VERSION);
  }
}
