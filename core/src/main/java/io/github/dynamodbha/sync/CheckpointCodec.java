package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a checkpoint's blocks hold what was found.
 *
 * @param replicas how many there are
 */
record CheckpointCodec(KeySchema keys, int replicas) {

  void write(BlockOutput out, Residual residual) {
    out.number(residual.keyHigh())
        .number(residual.keyLow())
        .number(residual.high())
        .number(residual.low())
        .small(residual.replicas())
        .flag(residual.differs() ? 1 : 0)
        .flag(residual.flags())
        .bytes(residual.payload());
  }

  Residual residual(BlockInput in) {
    Residual residual =
        new Residual(
            in.number(),
            in.number(),
            in.number(),
            in.number(),
            in.small(),
            in.flag() != 0,
            in.flag(),
            in.bytes());
    if (residual.replicas() <= 0 || (long) residual.replicas() >= 1L << replicas) {
      throw new IllegalArgumentException("There are no replicas " + residual.replicas());
    }
    // What the join would give back of it only after all has been read.
    Payload.check(residual.flags(), residual.payload());
    return residual;
  }

  void write(BlockOutput out, SegmentResult result) {
    out.numbers(result.items()).numbers(result.bytes());
    write(out, result.findings());
  }

  SegmentResult segmentResult(int segment, BlockInput in) {
    long[] items = in.numbers(replicas);
    long[] bytes = in.numbers(replicas);
    return new SegmentResult(segment, items, bytes, findings(in));
  }

  void write(BlockOutput out, SecondLook.Suspect suspect) {
    out.small(suspect.candidate().segment()).bytes(Payload.of(suspect));
  }

  SecondLook.Suspect suspect(BlockInput in) {
    int segment = in.small();
    return Payload.suspect(in.bytes(), segment);
  }

  void write(BlockOutput out, Findings findings) {
    out.numbers(findings.counts()).small(findings.skipped().size());
    for (SyncReport.Skipped skipped : findings.skipped()) {
      out.bytes(skipped.key().canonical()).text(skipped.region()).text(skipped.reason());
    }
  }

  Findings findings(BlockInput in) {
    long[] counts = in.numbers(Findings.COUNTS);
    List<SyncReport.Skipped> skipped = new ArrayList<>();
    for (int i = in.small(); i > 0; i--) {
      skipped.add(new SyncReport.Skipped(key(in), in.requiredText(), in.requiredText()));
    }
    return new Findings(counts, skipped);
  }

  void write(BlockOutput out, Divergence divergence) {
    out.bytes(divergence.key().canonical())
        .small(divergence.segment())
        .text(divergence.kind().name())
        .small(divergence.affected().size());
    divergence.affected().forEach((region, kind) -> out.text(region).text(kind.name()));
    out.text(divergence.winnerRegion())
        .text(divergence.winnerVersion() == null ? null : divergence.winnerVersion().text())
        .flag(divergence.deleted() ? 1 : 0);
  }

  Divergence divergence(BlockInput in) {
    ItemKey key = key(in);
    int segment = in.small();
    Divergence.Kind kind = Divergence.Kind.valueOf(in.requiredText());
    Map<String, Divergence.Kind> affected = new LinkedHashMap<>();
    for (int i = in.small(); i > 0; i--) {
      affected.put(in.requiredText(), Divergence.Kind.valueOf(in.requiredText()));
    }
    return new Divergence(
        key,
        keys.attributesOf(key),
        segment,
        kind,
        affected,
        in.text(),
        Payload.version(in.text()),
        in.flag() != 0);
  }

  private static ItemKey key(BlockInput in) {
    return Payload.key(Payload.LIVE, in.bytes());
  }
}
