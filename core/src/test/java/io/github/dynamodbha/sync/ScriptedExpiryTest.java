package io.github.dynamodbha.sync;

import static io.github.dynamodbha.sync.SyncScene.live;
import static io.github.dynamodbha.sync.SyncScene.version;
import static io.github.dynamodbha.sync.SyncScene.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Items whose time to live is over. */
class ScriptedExpiryTest {
  private static final Map<String, AttributeValue> OLD = live("a", version(20), "old");

  private static final Map<String, AttributeValue> NEW = live("a", version(10), "new");

  private final SyncScene scene = new SyncScene("east", "west", "south");

  @Test
  void sync_whenAnItemIsPastItsTimeToLive_thenItCountsAsAbsent() {
    scene
        .regions
        .all()
        .forEach(region -> region.service().timeToLive(TimeToLiveStatus.ENABLED, "expires"));
    String past = Long.toString(SyncScene.NOW.getEpochSecond() - 1);
    Map<String, AttributeValue> expired = with(OLD, "expires", AttributeValue.fromN(past));
    scene.store(0, expired);

    SyncReport report = scene.sync();

    assertThat(report.identical()).isTrue();
    assertThat(scene.held("a").get(0)).contains(expired);
    assertThat(scene.held("a").get(1)).isEmpty();
  }

  @Test
  void sync_whenTheNewestIsPastItsTimeToLive_thenItStillReplacesAnOlderOne() {
    scene
        .regions
        .all()
        .forEach(region -> region.service().timeToLive(TimeToLiveStatus.ENABLING, "expires"));
    String past = Long.toString(SyncScene.NOW.getEpochSecond() - 1);
    Map<String, AttributeValue> expired = with(NEW, "expires", AttributeValue.fromN(past));
    scene.store(0, expired);
    scene.store(1, OLD);

    SyncReport report = scene.sync();

    assertThat(scene.held("a").get(1)).contains(expired);
    assertThat(scene.held("a").get(2)).isEmpty();
    assertThat(report.counts().repaired()).isEqualTo(1);
  }
}
