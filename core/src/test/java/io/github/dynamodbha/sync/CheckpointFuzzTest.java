package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.FuzzTarget;
import io.github.dynamodbha.fuzz.Fuzzing;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A checkpoint that was damaged, or holds what this program does not write, is refused. */
class CheckpointFuzzTest {
  private static final int SEGMENTS = 4;
  private static final CheckpointCodec CODEC = new CheckpointCodec(KeySchema.of("id"), 2);
  private static final CheckpointHeader HEADER =
      new CheckpointHeader(Map.of("kind of run", "SYNC"), SEGMENTS, Instant.EPOCH);

  @TempDir private Path directory;
  private Path path = Path.of("");

  @BeforeEach
  void choosePath() {
    path = directory.resolve("checkpoint");
  }

  /** Keeps to what the run does with it, at once or when it comes out of the join. */
  private static final class Listener implements Checkpoint.Replay {
    private final Tally tally = new Tally(SyncOptions.DEFAULT, SEGMENTS);
    private final List<Residual> joined = new ArrayList<>();

    @Override
    public void residual(int segment, Residual residual) {
      assertThat(segment).isBetween(0, SEGMENTS - 1);
      assertThat(residual.replicas()).isBetween(1, 3);
      joined.add(residual);
    }

    /** When all has been read, and nothing more is a reason to refuse the checkpoint. */
    void takeFromTheJoin() {
      for (Residual residual : joined) {
        assertThat(Payload.key(residual.flags(), residual.payload()).canonical()).isNotEmpty();
        if (residual.flags() == Payload.TOMBSTONE) {
          due(Payload.tombstone(residual.payload()));
        }
      }
    }

    @Override
    public void due(Tombstone tombstone) {
      assertThat(tombstone.key().canonical()).isNotEmpty();
    }

    @Override
    public void segment(SegmentResult result) {
      assertThat(result.items()).hasSize(2);
      tally.add(result.findings());
    }

    @Override
    public void diverged(Divergence divergence) {
      tally.diverged(divergence);
    }

    @Override
    public void batch(Findings findings, List<SecondLook.Suspect> suspects) {
      tally.add(findings);
      suspects.forEach(
          suspect -> assertThat(suspect.candidate().segment()).isBetween(0, SEGMENTS - 1));
    }
  }

  private void readAll() {
    try (Checkpoint checkpoint = Checkpoint.open(path, HEADER, CODEC, List.of())) {
      Listener listener = new Listener();
      checkpoint.replay(listener);
      listener.takeFromTheJoin();
    } catch (SyncException refused) {
      assertThat(refused).hasMessageContaining(path.toString());
    }
  }

  /** A checkpoint with a block of every kind. */
  private byte[] whole() throws Exception {
    Version version = Version.parse("2026-11-22T10:46:21.123456Z~1f3c9a20").orElseThrow();
    ItemKey key = ItemKey.of("Mars");
    Tombstone tombstone = new Tombstone(key, version, AttributeValue.fromN("1"), null);
    Findings findings = new Findings();
    findings.skipped(key, "us-east-1", "too large");
    Files.deleteIfExists(path);
    try (Checkpoint checkpoint = Checkpoint.open(path, HEADER, CODEC, List.of())) {
      checkpoint.residuals(
          1,
          List.of(
              new Residual(1, 2, 3, 4, 1, true, Payload.LIVE, key.canonical()),
              new Residual(5, 6, 7, 8, 2, false, Payload.TOMBSTONE, Payload.of(tombstone))));
      checkpoint.due(1, List.of(tombstone));
      checkpoint.completed(new SegmentResult(1, new long[2], new long[2], findings));
      checkpoint.diverged(
          Step.CANDIDATES,
          0,
          new Divergence(
              key,
              Map.of("id", AttributeValue.fromS("Mars")),
              1,
              Divergence.Kind.STALE,
              Map.of("us-west-1", Divergence.Kind.STALE),
              "us-east-1",
              version,
              false));
      checkpoint.done(
          Step.CANDIDATES,
          0,
          7,
          findings,
          List.of(new SecondLook.Suspect(new Candidate(key, 1), version)));
    }
    byte[] bytes = Files.readAllBytes(path);
    Files.delete(path);
    return bytes;
  }

  @Test
  void checkpoint_ofAnyBytes_isReadOrRefused() throws Exception {
    Fuzzing.fuzz(
        "checkpoint",
        List.of(whole()),
        2_000,
        input -> {
          Files.write(path, input);
          readAll();
        });
  }

  /** Blocks whose checks are right: the first byte of an input is their type. */
  @Test
  void checkpoint_ofAnyBlock_isReadOrRefused() throws Exception {
    List<byte[]> blocks = new ArrayList<>();
    Files.write(path, whole());
    try (CheckpointFile file = CheckpointFile.open(path)) {
      file.read(
          (type, content) -> {
            byte[] block = new byte[1 + content.remaining()];
            block[0] = type;
            content.get(block, 1, block.length - 1);
            blocks.add(block);
          });
    }
    FuzzTarget target =
        input -> {
          Files.deleteIfExists(path);
          Checkpoint.open(path, HEADER, CODEC, List.of()).close();
          try (CheckpointFile file = CheckpointFile.open(path)) {
            file.read((type, content) -> {});
            if (input.length > 0) {
              file.append(input[0], Arrays.copyOfRange(input, 1, input.length));
            }
            // What was left over in a segment counts once that is completed.
            file.append(
                (byte) 4, new BlockOutput().small(1).numbers(new long[11]).small(0).toByteArray());
          }
          readAll();
        };
    Fuzzing.fuzz("block", blocks, 2_000, target);
  }
}
