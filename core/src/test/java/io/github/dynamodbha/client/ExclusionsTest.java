package io.github.dynamodbha.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's say in which regions are used; no region is called. */
class ExclusionsTest {
  /** For what would otherwise never come. */
  private static final Duration ENOUGH = Duration.ofMinutes(1);

  private final List<String> told = new ArrayList<>();
  private Runnable whenTold = () -> {};
  private final HighlyAvailableDynamoDbClient client =
      HighlyAvailableDynamoDbClient.builder()
          .regions("us-east-1", "us-west-2", "eu-west-1")
          .replication(ReplicationMode.GLOBAL_TABLES)
          .listener(
              new ClientListener() {
                @Override
                public void exclusionChanged(String region, boolean excluded) {
                  told.add((excluded ? "-" : "+") + region);
                  whenTold.run();
                }
              })
          .build();
  private final Regions regions = client.regions();

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void exclude_andInclude_areToldAndShown() {
    regions.exclude("us-west-2");
    regions.exclude("us-west-2");

    assertThat(regions.excluded()).containsExactly("us-west-2");
    assertThat(client)
        .hasToString("HighlyAvailableDynamoDbClient[us-east-1, us-west-2 (excluded), eu-west-1]");
    regions.include("us-west-2");
    assertThat(regions.excluded()).isEmpty();
    assertThat(told).containsExactly("-us-west-2", "+us-west-2");
  }

  @Test
  void listener_mayWaitForAnotherThreadThatExcludesARegion() {
    whenTold =
        () -> {
          whenTold = () -> {};
          assertThat(CompletableFuture.runAsync(() -> regions.exclude("eu-west-1")))
              .succeedsWithin(ENOUGH);
          told.add("waited");
        };

    regions.exclude("us-west-2");

    assertThat(told).containsExactly("-us-west-2", "waited", "-eu-west-1");
    assertThat(regions.excluded()).containsExactly("us-west-2", "eu-west-1");
  }

  @Test
  void exclude_whenItIsTheLastRegion_thenIsRefused() {
    regions.exclude("us-west-2");
    regions.excludeBySource(Set.of("us-east-1"));

    assertThatIllegalStateException()
        .isThrownBy(() -> regions.exclude("eu-west-1"))
        .withMessageContaining("include another one first");
  }

  @Test
  void exclude_whenThereIsNoSuchRegion_thenNamesThoseThatThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> regions.exclude("us-east-2"))
        .withMessageContaining("[us-east-1, us-west-2, eu-west-1]");
  }

  @Test
  void source_whenItNamesARegion_thenStandsAboveInclude() {
    regions.excludeBySource(Set.of("us-east-1", "of another client"));
    regions.include("us-east-1");

    assertThat(regions.excluded()).containsExactly("us-east-1");
    regions.excludeBySource(Set.of());
    assertThat(regions.excluded()).isEmpty();
  }

  @Test
  void supplier_holdsFromTheFirstCallOn() {
    try (HighlyAvailableDynamoDbClient supplied =
        HighlyAvailableDynamoDbClient.builder()
            .regions("us-east-1", "us-west-2")
            .replication(ReplicationMode.GLOBAL_TABLES)
            .excludedRegions(() -> Set.of("us-east-1"))
            .build()) {
      assertThat(supplied.regions().excluded()).containsExactly("us-east-1");
    }
  }

  @Test
  void source_whenItNamesAllRegions_thenWhatItSaidBeforeHolds() {
    regions.excludeBySource(Set.of("us-east-1"));
    regions.excludeBySource(Set.of("us-east-1", "us-west-2", "eu-west-1"));

    assertThat(regions.excluded()).containsExactly("us-east-1");
    assertThat(told).containsExactly("-us-east-1");
    regions.excludeBySource(Set.of());
    assertThat(regions.excluded()).isEmpty();
  }

  @Test
  void source_whenItNamesAllRegions_thenIsNotFollowed() {
    regions.excludeBySource(Set.of("us-east-1", "us-west-2", "eu-west-1"));

    assertThat(regions.excluded()).isEmpty();
  }

  @Test
  void file_isReadWithCommentsAndNeedNotBeThere(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("excluded");
    ExclusionFile file = new ExclusionFile(path);
    assertThat(file.get()).isEmpty();

    Files.writeString(path, "# sick since noon\nus-east-1, eu-west-1 # both\n\n");
    assertThat(file.get()).containsExactlyInAnyOrder("us-east-1", "eu-west-1");

    Files.delete(path);
    Files.createDirectory(path);
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(file::get);
  }

  @Test
  void watch_whenItStarts_thenAsksAtOnce(@TempDir Path directory) throws IOException {
    Path path = directory.resolve("excluded");
    Files.writeString(path, "us-east-1");

    try (ExclusionWatch watch =
        new ExclusionWatch(new ExclusionFile(path), regions).start(ENOUGH)) {
      assertThat(watch).isNotNull();
      assertThat(regions.excluded()).containsExactly("us-east-1");
    }
  }

  @Test
  void watch_whenItsSourceTakesLong_thenIsNotWaitedFor() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch excluded = new CountDownLatch(1);
    whenTold = excluded::countDown;
    Supplier<Set<String>> slow =
        () -> {
          awaitUninterruptibly(started);
          return Set.of("us-east-1");
        };

    try (ExclusionWatch watch = new ExclusionWatch(slow, regions).start(Duration.ZERO)) {
      assertThat(watch).isNotNull();
      assertThat(regions.excluded()).isEmpty();
      started.countDown();
      assertThat(excluded.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(regions.excluded()).containsExactly("us-east-1");
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
