package io.github.dynamodbha.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.local.LocalRegion;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.table.HighlyAvailableTable;
import io.github.dynamodbha.table.TableBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writers with clocks that are hours apart put and delete items through the library while the
 * command syncs, one process after the other. Then boto3, with nothing of ours between, finds the
 * last write of each item in both regions, and no deleted item.
 */
@WithLocalRegions
class WritersBesideSyncTest {
  private static final int WRITERS = 3;
  private static final int WRITES_EACH = 150;

  /** Coprime to the periods of deletions and clocks, so that each item meets all of them. */
  private static final int ITEMS_EACH = 11;

  private static final Duration PATIENT = Duration.ofSeconds(60);

  private final LocalRegions regions;
  private final Command command;

  /** What each item's last write left: its content, or nothing if that was a deletion. */
  private final Map<String, String> expected = new ConcurrentHashMap<>();

  WritersBesideSyncTest(LocalRegions regions) {
    this.regions = regions;
    this.command = Command.withTable(regions);
  }

  @Test
  void sync_whenSkewedWritersRaceWithIt_leavesTheLastWritesInBothRegions() {
    OutsideClient boto3 = OutsideClient.boto3("compare_regions.py");
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (HighlyAvailableTable fast = table(3600);
        HighlyAvailableTable slow = table(-3600)) {
      CompletableFuture<Void> writers =
          CompletableFuture.allOf(
              IntStream.range(0, WRITERS)
                  .mapToObj(
                      writer ->
                          CompletableFuture.runAsync(() -> write(writer, fast, slow), threads))
                  .toArray(CompletableFuture[]::new));
      do {
        command.expect(0, "sync", "--timeout", "60s");
      } while (!writers.isDone());
      writers.join();
    } finally {
      threads.shutdownNow();
    }
    command.expect(0, "sync", "--timeout", "60s");

    LocalRegion west = regions.region("us-west-1");
    String held =
        boto3.run(
            regions.region("us-east-1"),
            command,
            Command.TABLE,
            west.endpoint().toString(),
            west.name());
    assertThat(held.lines().toList())
        .containsExactlyInAnyOrderElementsOf(
            expected.entrySet().stream()
                .map(item -> item.getKey() + "\t" + item.getValue())
                .toList());
    command.expect(0, "verify", "--settle", "0s", "--timeout", "60s");
  }

  /** Each writer has its own items, and changes the clock with every write. */
  private void write(int writer, HighlyAvailableTable fast, HighlyAvailableTable slow) {
    for (int i = 0; i < WRITES_EACH; i++) {
      HighlyAvailableTable table = i % 2 == 0 ? fast : slow;
      String id = "item-" + writer + "-" + i * 7 % ITEMS_EACH;
      if (i % 3 == 2) {
        assertThat(table.delete(ItemKey.of(id)).missedIn()).isEmpty();
        expected.remove(id);
      } else {
        String content = "write " + i;
        Map<String, AttributeValue> item =
            Map.of("id", AttributeValue.fromS(id), "content", AttributeValue.fromS(content));
        assertThat(table.put(item).missedIn()).isEmpty();
        expected.put(id, content);
      }
    }
  }

  private HighlyAvailableTable table(long secondsOff) {
    InstantSource clock = () -> InstantSource.system().instant().plusSeconds(secondsOff);
    TableBuilder builder =
        HighlyAvailableTable.builder()
            .tableName(Command.TABLE)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(command.accessKey(), "local")))
            .timeout(PATIENT)
            .clock(clock);
    List<LocalRegion> all = regions.regions();
    all.forEach(
        region ->
            builder.replica(r -> r.region(region.name()).endpointOverride(region.endpoint())));
    return builder.build();
  }
}
