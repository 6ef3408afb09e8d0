package io.github.dynamodbha.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That what the report keeps is bounded, and hides nothing by its bounds. */
class TallyTest {
  private static final int MAX_SAMPLES = 3;

  private static Tally tally(int segments) {
    return new Tally(SyncOptions.builder().maxSampleKeys(MAX_SAMPLES).build(), segments);
  }

  private static Divergence divergence(int key, int segment, Map<String, Kind> affected) {
    return new Divergence(
        ItemKey.of(key),
        Map.of("id", AttributeValue.fromN(Integer.toString(key))),
        segment,
        affected.values().stream().max(Kind::compareTo).orElseThrow(),
        affected,
        "east",
        null,
        false);
  }

  @Test
  void samples_whenOneKindIsOfTheMost_thenTheOthersAreKeptAndComeFirst() {
    Tally tally = tally(1);
    IntStream.range(0, 100)
        .forEach(i -> tally.diverged(divergence(i, 0, Map.of("w", Kind.MISSING))));
    tally.diverged(divergence(100, 0, Map.of("w", Kind.CONFLICTING)));

    assertThat(tally.divergences().stream().map(Divergence::kind))
        .containsExactly(Kind.CONFLICTING, Kind.MISSING, Kind.MISSING, Kind.MISSING);
    assertThat(tally.counts().differing()).isEqualTo(101);
  }

  @Test
  void regions_whenAKeyIsWrongInSeveral_thenEachCountsItByItsOwnKind() {
    Tally tally = tally(1);
    tally.diverged(divergence(1, 0, Map.of("east", Kind.MISSING, "west", Kind.STALE)));
    tally.diverged(divergence(2, 0, Map.of("west", Kind.CONFLICTING)));

    assertThat(tally.differingIn("east")).isEqualTo(new KindCounts(1, 0, 0));
    assertThat(tally.differingIn("west")).isEqualTo(new KindCounts(0, 1, 1));
    assertThat(tally.differingIn("north")).isEqualTo(KindCounts.NONE);
    assertThat(tally.counts().stale()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 127, 128, 129, 255, 256, 1000, 4096})
  void picture_whateverTheNumberOfSegments_thenHasEachOnceInAFewColumns(int segments) {
    Tally tally = tally(segments);
    for (int segment = 0; segment < segments; segment++) {
      tally.diverged(divergence(segment, segment, Map.of("w", Kind.STALE)));
    }

    List<SegmentCounts> picture = tally.picture();
    assertThat(picture).hasSize(Math.min(segments, DivergencePicture.MAX_COLUMNS));
    int next = 0;
    for (SegmentCounts column : picture) {
      assertThat(column.firstSegment()).isEqualTo(next);
      next = column.lastSegment() + 1;
      assertThat(column.counts()).isEqualTo(new KindCounts(0, next - column.firstSegment(), 0));
    }
    assertThat(next).isEqualTo(segments);
  }

  @Test
  void skipped_whenOnlyTheRequestDiffers_thenIsOneReasonWithAllKeysCounted() {
    Tally tally = tally(1);
    for (int i = 0; i < 10; i++) {
      skip(tally, i, "west", "refused (Status Code: 400, Request ID: R" + i + ")");
    }
    skip(tally, 10, "east", "refused (Status Code: 400, Request ID: R10)");

    assertThat(tally.skipReasons())
        .containsExactly(
            new SkipReason(
                "west",
                "refused (Status Code: 400, Request ID: R0)",
                10,
                List.of(ItemKey.of(0), ItemKey.of(1), ItemKey.of(2))),
            new SkipReason(
                "east", "refused (Status Code: 400, Request ID: R10)", 1, List.of(ItemKey.of(10))));
    assertThat(tally.counts().skipped()).isEqualTo(11);
  }

  @Test
  void skipped_whenOnlyTheQuotedValueDiffers_thenIsOneReason() {
    Tally tally = tally(1);
    for (int i = 0; i < 100; i++) {
      skip(tally, i, "west", "the version '2026-11-22 " + i + "' is in another format");
    }

    assertThat(tally.skipReasons()).hasSize(1);
    assertThat(tally.skipReasons().get(0).count()).isEqualTo(100);
  }

  @Test
  void skipped_whenEveryKeyHasAReasonOfItsOwn_thenTheReasonsAreBounded() {
    Tally tally = tally(1);
    for (int i = 0; i < 10_000; i++) {
      skip(tally, i, "west", "reason " + i);
    }

    List<SkipReason> reasons = tally.skipReasons();
    assertThat(reasons).hasSize(SkippedKeys.MAX_REASONS + 1);
    assertThat(reasons.get(SkippedKeys.MAX_REASONS).reason()).isEqualTo(SkippedKeys.OTHER_REASONS);
    assertThat(reasons.stream().mapToLong(SkipReason::count).sum()).isEqualTo(10_000);
  }

  private static void skip(Tally tally, int key, String region, String reason) {
    Findings findings = new Findings();
    findings.skipped(ItemKey.of(key), region, reason);
    tally.add(findings);
  }
}
