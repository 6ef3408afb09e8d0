package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.TestItems.s;
import static io.github.dynamodbha.sync.TestTable.HASH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.ItemKey;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.item.Version;
import io.github.dynamodbha.item.VersionClock;
import io.github.dynamodbha.replica.CallSettings;
import io.github.dynamodbha.replica.Dispatch;
import io.github.dynamodbha.replica.ReplicaItems;
import io.github.dynamodbha.replica.Reply;
import io.github.dynamodbha.replica.StampedPut;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes to a table's regions one after the other, by the write protocol's stamped puts. */
final class StampedWriter {
  private static final TableFormat FORMAT = new TableFormat(HASH, ItemFormat.DEFAULT);

  private final List<ReplicaItems> replicas;
  private final VersionClock clock;

  StampedWriter(TestTable table, int id) {
    replicas = ReplicaItems.of(table.replicas(), FORMAT, CallSettings.NONE);
    clock = new VersionClock(InstantSource.system(), id);
  }

  /** A new image of the item; a tombstone if there is no content. */
  Map<String, AttributeValue> image(String id, @Nullable String content) {
    Version version = clock.next();
    return content == null
        ? FORMAT.tombstone(ItemKey.of(id), version)
        : ItemFormat.DEFAULT.stamp(Map.of("id", s(id), "content", s(content)), version);
  }

  /** Writes it to every region, and returns when all have stored it, or something newer. */
  void write(Map<String, AttributeValue> image, boolean lastRegionFirst) {
    List<ReplicaItems> order = new ArrayList<>(replicas);
    if (lastRegionFirst) {
      Collections.reverse(order);
    }
    order.forEach(replica -> put(replica, image));
  }

  private static void put(ReplicaItems replica, Map<String, AttributeValue> image) {
    Version version = ItemFormat.DEFAULT.versionOf(image).orElseThrow();
    Reply<StampedPut> reply =
        replica
            .putIfNewer(image, version, replica.replica().newDeadline(), Dispatch.REGION_THREAD)
            .join();
    assertThat(reply).isInstanceOf(Reply.Answered.class);
  }
}
