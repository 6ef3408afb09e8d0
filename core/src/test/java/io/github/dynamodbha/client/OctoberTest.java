package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** The first JDK whose look-ups can be replaced. */
  private static final int RESOLVER_PROVIDERS = 18;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_whenTheFirstRegionsNameIsGone_thenWarmConnectionsWorkAndNoCallFails(
      ClientFace face, LocalRegions localRegions) throws IOException, InterruptedException {
    replay(
        face,
        localRegions,
        Path.of(System.getProperty("java.home")),
        "-Djdk.net.hosts.file=" + hosts(),
        System.getProperty("java.class.path"));
  }

  @ParameterizedTest
  @EnumSource(ClientFace.class)
  void calls_whenAResolverOfTheJdksNoLongerFindsTheName_thenDoTheSame(
      ClientFace face, LocalRegions localRegions) throws IOException, InterruptedException {
    Optional<NewerJdk> jdk = NewerJdk.of(RESOLVER_PROVIDERS);
    assumeTrue(
        jdk.isPresent(), "no JDK " + RESOLVER_PROVIDERS + " or later beside the running one");
    Path provider = directory.resolve("provider");
    jdk.get()
        .provide(
            "/newer-jdk/HostsResolverProvider.java",
            "java.net.spi.InetAddressResolverProvider",
            provider);

    replay(
        face,
        localRegions,
        jdk.get().home(),
        "-Ddynamodbha.test.hosts=" + hosts(),
        provider + File.pathSeparator + System.getProperty("java.class.path"));
  }

  private void replay(
      ClientFace face, LocalRegions localRegions, Path jdk, String setting, String classPath)
      throws IOException, InterruptedException {
    try (ClientRegions regions = new ClientRegions(localRegions.heal()).create()) {
      Path output = directory.resolve("output");
      List<String> command = new ArrayList<>();
      command.add(jdk.resolve("bin/java").toString());
      command.add(setting);
      command.add("-Dsun.net.inetaddr.ttl=0");
      command.add("-Dsun.net.inetaddr.negative.ttl=0");
      command.addAll(List.of("-cp", classPath, October.class.getName(), face.name()));
      command.addAll(List.of(hosts().toString(), regions.accessKey()));
      command.add(Integer.toString(regions.region("us-east-1").endpoint().getPort()));
      command.add(Integer.toString(regions.region("us-west-1").endpoint().getPort()));
      Process replay =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertThat(replay.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended").isTrue();
      } finally {
        replay.destroyForcibly();
      }
      assertThat(replay.exitValue()).as(() -> read(output)).isZero();
    }
  }

  private Path hosts() {
    return directory.resolve("hosts");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
