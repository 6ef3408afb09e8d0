package io.github.dynamodbha.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRegionsTest {

  @Test
  void start_whenNamesAreNoAwsRegions_thenEachServesItsOwnData() throws Exception {
    try (LocalRegions regions = LocalRegions.start("earth", "a-1")) {
      assertThat(regions.names()).containsExactly("earth", "a-1");
      assertThat(regions.regions()).extracting(LocalRegion::name).containsExactly("earth", "a-1");
      TestTable earth = TestTable.created(regions.region("earth")).put("a", "1");
      TestTable other = TestTable.created(regions.region("a-1"));
      assertThat(earth.get("a")).contains("\"1\"");
      assertThat(other.get("a")).isEqualTo("{}");
      assertThat(regions.region("a-1").toString())
          .isEqualTo("a-1 at " + regions.region("a-1").endpoint());
    }
  }

  @Test
  void freshAccessKey_whenUsed_thenDatabaseIsEmptyAndKeyValid() throws Exception {
    String key = LocalRegions.freshAccessKey();
    assertThat(key).matches("[A-Z0-9]{20}").isNotEqualTo(LocalRegions.freshAccessKey());
    try (LocalRegions regions = LocalRegions.start("keys-1")) {
      LocalRegion region = regions.region("keys-1");
      assertThat(TestTable.created(region).listTables()).contains("things");
      assertThat(TestTable.in(region).listTables()).doesNotContain("things");
    }
  }

  @Test
  void region_whenUnknown_thenKnownOnesAreNamed() {
    try (LocalRegions regions = LocalRegions.start("known-1")) {
      assertThatThrownBy(() -> regions.region("us-east-9"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("us-east-9")
          .hasMessageContaining("known-1");
    }
  }

  @Test
  void start_whenPortsAreGiven_thenEndpointsHaveThem() throws IOException {
    int port = freePort();
    try (LocalRegions regions =
        LocalRegions.builder().regions("ports-1", "ports-2").ports(port, 0).start()) {
      assertThat(regions.region("ports-1").endpoint()).hasPort(port).hasHost("127.0.0.1");
      assertThat(regions.region("ports-2").endpoint().getPort()).isPositive().isNotEqualTo(port);
    }
  }

  @Test
  void start_whenPortIsTaken_thenErrorNamesRegionAndPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      LocalRegions.Builder builder =
          LocalRegions.builder().regions("free-1", "taken-1").ports(0, taken.getLocalPort());
      assertThatThrownBy(builder::start)
          .isInstanceOf(LocalRegionsException.class)
          .hasMessageContaining("taken-1")
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void start_whenOneRegionIsNotUpInTime_thenErrorNamesItAndNothingIsLeft() throws IOException {
    LocalRegions.Builder builder =
        LocalRegions.builder().regions("slow-1", "slow-2").startTimeout(Duration.ofMillis(1));
    assertThatThrownBy(builder::start)
        .isInstanceOf(LocalRegionsException.class)
        .hasMessageContaining("slow-")
        .hasMessageContaining("PT0.001S");
    assertThat(temporaryDirectories("slow-")).isEmpty();
  }

  @Test
  void start_whenSettingsDoNotFit_thenErrorSaysWhich() {
    assertRefused(LocalRegions.builder(), "no region");
    assertRefused(LocalRegions.builder().regions("a", "b", "a"), "region a is named twice");
    assertRefused(LocalRegions.builder().regions("a", "A"), "region A is named twice");
    assertRefused(LocalRegions.builder().regions("../etc"), "\"../etc\"");
    assertRefused(LocalRegions.builder().regions("a--b"), "\"a--b\"");
    assertRefused(LocalRegions.builder().regions("a".repeat(61)), "at most 60");
    assertRefused(LocalRegions.builder().regions("a", "b").ports(1), "1 ports for 2 regions");
    assertRefused(LocalRegions.builder().regions("a").ports(65_536), "port 65536");
    assertRefused(LocalRegions.builder().regions("a", "b").ports(5, 5), "port 5 is given to two");
    assertRefused(
        LocalRegions.builder().regions("a").engine("b", Engine.DYNALITE), "engine", "region b");
  }

  @Test
  void startTimeout_whenNotPositive_thenRefused() {
    LocalRegions.Builder builder = LocalRegions.builder();
    assertThatThrownBy(() -> builder.startTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("startTimeout");
  }

  @Test
  void close_whenCalled_thenProcessesPortsAndTemporaryFilesAreGone() throws Exception {
    LocalRegions regions = LocalRegions.start("closing-1");
    LocalRegion region = regions.region("closing-1");
    ProcessHandle process = ProcessHandle.of(region.pid()).orElseThrow();
    TestTable.created(region).put("a", "1");
    // Its working directory: no metadata file there means that telemetry was never set up.
    List<Path> directories = temporaryDirectories("closing-1");
    assertThat(directories).hasSize(1);
    assertThat(directories.get(0).resolve("dynamodb-local-metadata.json")).doesNotExist();
    regions.close();
    regions.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(temporaryDirectories("closing-1")).isEmpty();
    try (ServerSocket again = new ServerSocket(region.endpoint().getPort())) {
      assertThat(again.isBound()).isTrue();
    }
    assertThatThrownBy(() -> region.inject(Fault.hang()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closing-1")
        .hasMessageContaining("closed");
    assertThatThrownBy(regions::heal).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(region::restart).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void regions_whenUsed_thenNothingIsWrittenBesideTheDataDirectory(@TempDir Path data)
      throws Exception {
    List<Path> before = files(Path.of(""));
    try (LocalRegions regions =
        LocalRegions.builder().regions("disk-1").dataDirectory(data).start()) {
      TestTable.created(regions.region("disk-1")).put("a", "1");
      assertThat(data.resolve("disk-1")).isNotEmptyDirectory();
    }
    assertThat(files(Path.of(""))).isEqualTo(before);
  }

  private static void assertRefused(LocalRegions.Builder builder, String... messageParts) {
    assertThatThrownBy(builder::start)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messageParts);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  private static List<Path> temporaryDirectories(String region) throws IOException {
    return files(Path.of(System.getProperty("java.io.tmpdir"))).stream()
        .filter(path -> path.getFileName().toString().startsWith("dynamodb-ha-" + region))
        .toList();
  }
}
