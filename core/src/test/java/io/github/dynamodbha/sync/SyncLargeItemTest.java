package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.live;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemSize;
import io.github.dynamodbha.local.LocalRegions;
import io.github.dynamodbha.local.WithLocalRegions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as large as DynamoDB takes them, so that a batch of keys doesn't fit one reply. */
@WithLocalRegions({"us-east-1", "us-west-1", "eu-west-1"})
class SyncLargeItemTest {
  private static final String STAMP = "2026-11-22T10:46:21";
  private static final int ITEMS = 45;

  @Test
  void sync_whenABatchExceedsSixteenMegabytes_thenReadsWhatWasLeftUnprocessed(
      LocalRegions regions) {
    try (TestTable table = TestTable.create(regions)) {
      List<Map<String, AttributeValue>> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        int others = ItemSize.of(live("item" + (10 + i), STAMP, ""));
        items.add(live("item" + (10 + i), STAMP, "x".repeat(ItemSize.MAX_BYTES - others)));
        table.put(0, items.get(i));
      }
      // One worker, so that all keys are in one batch.
      SyncReport report = table.sync(SyncOptions.builder().concurrency(1).build());
      assertThat(report.counts().repaired()).isEqualTo(ITEMS);
      assertThat(report.complete()).isTrue();
      table.assertHeld(items);
    }
  }
}
