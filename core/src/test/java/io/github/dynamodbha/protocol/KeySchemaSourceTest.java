package io.github.dynamodbha.protocol;

import static io.github.dynamodbha.protocol.ProtocolScene.ended;
import static io.github.dynamodbha.protocol.ProtocolScene.failure;
import static io.github.dynamodbha.protocol.ProtocolScene.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.item.ItemFormat;
import io.github.dynamodbha.item.KeySchema;
import io.github.dynamodbha.item.TableFormat;
import io.github.dynamodbha.replica.ScriptedRegions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;

/** Where the key schema comes from: any region that answers. */
class KeySchemaSourceTest {
  private final ScriptedRegions regions = new ScriptedRegions("east", "west");

  private KeySchemaSource source(@Nullable KeySchema given) {
    return new KeySchemaSource(
        ScriptedRegions.TABLE,
        regions.replicas(),
        ItemFormat.DEFAULT,
        given,
        new ProtocolScene.Errors());
  }

  @Test
  void schema_whenItIsGiven_thenNobodyIsAsked() {
    KeySchema given = KeySchema.of("other");

    assertThat(ended(source(given).get()).keys()).isEqualTo(given);
    assertThat(regions.get(0).asked()).isEmpty();
  }

  @Test
  void schema_whenItWasAskedForOnce_thenIsKept() {
    KeySchemaSource source = source(null);

    assertThat(ended(source.get()).keys()).isEqualTo(ScriptedRegions.KEYS);
    assertThat(ended(source.get()).items()).isEqualTo(ItemFormat.DEFAULT);
    assertThat(regions.get(0).asked()).hasSize(1);
  }

  @Test
  void schema_whenOneRegionIsDown_thenTheOtherTells() {
    regions.get(0).fail(ScriptedRegions.unknownHost());

    assertThat(ended(source(null).get()).keys()).isEqualTo(ScriptedRegions.KEYS);
  }

  @Test
  void schema_whenOneRegionKeepsSilent_thenItIsWaitedForAMomentOnly() {
    regions.get(1).holdReply(DescribeTableRequest.class);
    CompletableFuture<TableFormat> asked = source(null).get();
    assertThat(asked).isNotDone();

    regions.timer().advance(Duration.ofMillis(499));
    assertThat(asked).isNotDone();
    regions.timer().advance(Duration.ofMillis(1));

    assertThat(ended(asked).keys()).isEqualTo(ScriptedRegions.KEYS);
  }

  @Test
  void schema_whenRegionsDiffer_thenSaysSo() {
    regions.get(1).create(ScriptedRegions.TABLE, KeySchema.of("other"));

    assertThat(failure(source(null).get())).isInstanceOf(KeySchemaMismatchException.class);
  }

  @Test
  void schema_whenNoneAnswers_thenEveryCauseIsToldAndTheNextCallAsksAgain() {
    KeySchemaSource source = source(null);
    regions.all().forEach(region -> region.fail(ScriptedRegions.unknownHost()));

    assertThat(told(source.get()).failures).containsOnlyKeys("east", "west");

    regions.all().forEach(region -> region.heal());
    assertThat(ended(source.get()).keys()).isEqualTo(ScriptedRegions.KEYS);
  }

  @Test
  void schema_whenARegionHasAPassing5xx_thenIsAskedOnceMore() {
    regions
        .all()
        .forEach(
            region ->
                region.fail(
                    DescribeTableRequest.class,
                    1,
                    ScriptedRegions.error(500, "InternalServerError")));

    assertThat(ended(source(null).get()).keys()).isEqualTo(ScriptedRegions.KEYS);
    assertThat(regions.get(0).asked()).hasSize(2);
  }
}
