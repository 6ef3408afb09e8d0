package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Replays us-east-1 on 20 October 2025: a region's name resolves to nothing while its servers are
 * well. In a process of its own ({@link October}), since the JDK reads how names are resolved once.
 */
@WithLocalRegions
class OctoberTest {
  private static final int MINUTES = 2;

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_whenTheFirstRegionsNameIsGone_thenWarmConnectionsWorkAndNoCallFails(
      ClientFace face, LocalRegions localRegions, @TempDir Path directory)
      throws IOException, InterruptedException {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      Process replay =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Djdk.net.hosts.file=" + directory.resolve("hosts"),
                      "-Dsun.net.inetaddr.ttl=0",
                      "-Dsun.net.inetaddr.negative.ttl=0",
                      "-cp",
                      System.getProperty("java.class.path"),
                      October.class.getName(),
                      face.name(),
                      directory.resolve("hosts").toString(),
                      regions.accessKey(),
                      Integer.toString(regions.region("us-east-1").endpoint().getPort()),
                      Integer.toString(regions.region("us-west-1").endpoint().getPort())))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("output").toFile())
              .start();
      try {
        assertThat(replay.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended").isTrue();
      } finally {
        replay.destroyForcibly();
      }

      assertThat(replay.exitValue()).as(() -> read(directory.resolve("output"))).isZero();
    }
  }

  private static String read(Path file) {
    try {
      return java.nio.file.Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
