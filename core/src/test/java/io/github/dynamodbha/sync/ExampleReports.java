package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.sync.Divergence.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reports of runs that never were, with keys as hostile as DynamoDB takes them. */
final class ExampleReports {
  static final String SCRIPT = "<script>document.title='stolen'</script>";
  static final String ATTRIBUTE = "\"><img src=x onerror=\"alert(1)\">";
  static final String REVERSED = "abc\u202etxt.exe\n\u0007";

  static final KeySchema KEYS = KeySchema.of("id");

  private ExampleReports() {}

  static SyncReport identical() {
    return report(SyncReport.Mode.VERIFY, tally(32), List.of());
  }

  /** Missing keys everywhere, a few stale ones, and one conflict among them. */
  static SyncReport different(SyncReport.Mode mode) {
    int segments = 1024;
    Tally tally = tally(segments);
    Random random = new Random(7);
    diverged(tally, SCRIPT, 700, Kind.CONFLICTING);
    diverged(tally, ATTRIBUTE, 12, Kind.STALE);
    diverged(tally, REVERSED, 13, Kind.MISSING);
    diverged(tally, "x".repeat(2048), 14, Kind.STALE);
    for (int i = 0; i < 4000; i++) {
      diverged(tally, "planet-" + i, random.nextInt(segments), Kind.MISSING);
    }
    for (int i = 0; i < 60; i++) {
      diverged(tally, "moon-" + i, 300 + random.nextInt(40), Kind.STALE);
    }
    Findings findings = new Findings();
    for (int i = 0; i < 3; i++) {
      findings.skipped(
          ItemKey.of("big-" + i + SCRIPT),
          "us-west-1",
          "could not be repaired: answer: Item size has exceeded " + SCRIPT);
    }
    for (int i = 0; i < 3990; i++) {
      findings.repaired();
    }
    findings.unresolved();
    tally.add(findings);
    return report(mode, tally, List.of("Region eu-west-1 does not tell its time to live <b>"));
  }

  private static Tally tally(int segments) {
    Tally tally = new Tally(SyncOptions.builder().maxSampleKeys(20).build(), segments);
    Findings findings = new Findings();
    findings.compared(1_234_567);
    findings.inSync(1000);
    tally.add(findings);
    return tally;
  }

  private static void diverged(Tally tally, String key, int segment, Kind kind) {
    boolean conflict = kind == Kind.CONFLICTING;
    tally.diverged(
        new Divergence(
            ItemKey.of(key),
            Map.of("id", AttributeValue.fromS(key)),
            segment,
            kind,
            Map.of("us-west-1", kind),
            conflict ? null : "us-east-1",
            conflict ? null : Version.parse("2026-11-22T10:46:21.123456Z~1f3c9a20").orElseThrow(),
            false));
  }

  private static SyncReport report(SyncReport.Mode mode, Tally tally, List<String> notes) {
    List<ReplicaReport> replicas = new ArrayList<>();
    for (String region : List.of("us-east-1", "us-west-1", "eu-west-1")) {
      replicas.add(
          new ReplicaReport(
              region,
              "planets",
              1_234_567,
              1_073_741_824L,
              1_200_000,
              1_000_000_000L,
              131_072.5,
              region.equals("us-west-1") ? 3990 : 0,
              122_070.5,
              0.015259,
              0.016384 + (region.equals("us-west-1") ? 0.002494 : 0),
              tally.differingIn(region)));
    }
    return new SyncReport(
        mode,
        KEYS,
        Instant.parse("2026-11-22T10:46:21Z"),
        Instant.parse("2026-11-22T10:49:41Z"),
        replicas,
        tally.counts(),
        tally.divergences(),
        tally.picture(),
        tally.skipReasons(),
        notes);
  }
}
