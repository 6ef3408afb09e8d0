package io.github.dynamodbha.table;

import static io.github.dynamodbha.table.TwoRegions.b;
import static io.github.dynamodbha.table.TwoRegions.n;
import static io.github.dynamodbha.table.TwoRegions.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import io.github.dynamodbha.sync.ReplicaReport;
import io.github.dynamodbha.sync.SyncOptions;
import io.github.dynamodbha.sync.SyncReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sync and verify through both faces. The synchronous one takes its digests from the reply as it
 * comes in, the asynchronous one from the items that the SDK makes of it: they must be the same.
 */
@WithLocalRegions({"us-east-1", "us-west-1"})
class AsyncSyncTest {
  private static final String OLD = "2026-11-22T10:46:21.000000Z~00000001";
  private static final String NEW = "2026-11-22T10:46:22.000000Z~00000002";
  private static final int GROUPS = 20;
  private static final SyncOptions OPTIONS =
      SyncOptions.builder().settle(Duration.ZERO).maxSampleKeys(1 << 20).build();

  private TwoRegions regions;
  private HighlyAvailableTable table;
  private AsyncHighlyAvailableTable async;

  @BeforeEach
  void open(LocalRegions localRegions) {
    regions = new TwoRegions(localRegions).create();
    table = regions.builder().timeout(Duration.ofSeconds(10)).build();
    async = regions.builder().timeout(Duration.ofSeconds(10)).buildAsync();
  }

  @AfterEach
  void close() {
    async.close();
    table.close();
    regions.close();
  }

  @Test
  void syncAndVerify_whateverTheFace_thenFindAndDoTheSame() {
    fill();
    SyncOptions dryRun = OPTIONS.toBuilder().dryRun(true).build();

    SyncReport verified = table.verify(OPTIONS);
    assertThat(verified.counts().inSync()).isEqualTo(2 * GROUPS);
    assertThat(verified.counts().differing()).isEqualTo(5 * GROUPS);
    assertSame(async.verify(OPTIONS).join(), verified);
    SyncReport tried = table.sync(dryRun);
    assertSame(async.sync(dryRun).join(), tried);
    SyncReport done = async.sync(OPTIONS).join();

    assertThat(done.counts()).isEqualTo(tried.counts());
    assertThat(done.counts().repaired()).isEqualTo(5 * GROUPS);
    assertThat(table.verify(OPTIONS).identical()).isTrue();
    assertThat(async.verify(OPTIONS).join().identical()).isTrue();
  }

  private static void assertSame(SyncReport actual, SyncReport expected) {
    assertThat(actual.counts()).isEqualTo(expected.counts());
    assertThat(actual.divergences()).containsExactlyInAnyOrderElementsOf(expected.divergences());
    assertThat(actual.picture()).isEqualTo(expected.picture());
    for (int i = 0; i < expected.replicas().size(); i++) {
      ReplicaReport replica = actual.replicas().get(i);
      ReplicaReport other = expected.replicas().get(i);
      assertThat(replica.scannedItems()).isEqualTo(other.scannedItems());
      assertThat(replica.scannedBytes()).isEqualTo(other.scannedBytes());
      assertThat(replica.readUnits()).isEqualTo(other.readUnits());
      assertThat(replica.differing()).isEqualTo(other.differing());
    }
  }

  private void fill() {
    for (int i = 0; i < GROUPS; i++) {
      Map<String, AttributeValue> same = item(i + " same", OLD, "1");
      regions.rawPut("us-east-1", same);
      regions.rawPut("us-west-1", same);
      regions.rawPut("us-east-1", tombstone(i + " gone"));
      regions.rawPut("us-west-1", tombstone(i + " gone"));
      regions.rawPut("us-east-1", item(i + " east", OLD, "2"));
      regions.rawPut("us-west-1", item(i + " west", OLD, "3"));
      regions.rawPut("us-east-1", item(i + " stale", OLD, "4"));
      regions.rawPut("us-west-1", item(i + " stale", NEW, "4"));
      regions.rawPut("us-east-1", item(i + " conflict", OLD, "5"));
      regions.rawPut("us-west-1", item(i + " conflict", OLD, "5.5"));
      regions.rawPut("us-east-1", item(i + " deleted", OLD, "6"));
      regions.rawPut("us-west-1", tombstone(i + " deleted"));
    }
  }

  /** An item with attributes of all types. */
  private static Map<String, AttributeValue> item(String name, String version, String number) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("name", s(name));
    item.put("last_updated", s(version));
    item.put("n", n(number));
    item.put("text", s("\u2028\"\\\ud83d\ude80\u0000"));
    item.put("b", b(0, 255, 16));
    item.put("bool", AttributeValue.fromBool(true));
    item.put("null", AttributeValue.fromNul(true));
    item.put("ss", AttributeValue.fromSs(List.of("z", "\u00e9", "a")));
    item.put("ns", AttributeValue.fromNs(List.of("10", "-0.5", "1e20")));
    item.put("bs", AttributeValue.fromBs(List.of(b(2).b(), b(1).b())));
    item.put("m", AttributeValue.fromM(Map.of("l", AttributeValue.fromL(List.of(n("1"), s(""))))));
    return item;
  }

  private static Map<String, AttributeValue> tombstone(String name) {
    return Map.of("name", s(name), "last_updated", s(NEW), "deleted", n("1"));
  }
}
