package io.github.dynamodbha.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RawTablesTest {
  private static final AttributeValue VERSION = AttributeValue.fromS("v1");

  @Test
  void rawItem_ofALiveItem_isWholeWithItsEchoOnly() {
    Map<String, AttributeValue> item = new HashMap<>(ItemShape.item("k", "w0#1"));
    item.put("last_updated", VERSION);
    assertThat(RawTables.rawItem(item).whole()).isTrue();
    assertThat(RawTables.rawItem(item).value()).isEqualTo("w0#1");

    item.put("echo", AttributeValue.fromS(ItemShape.echo("w0#2")));
    assertThat(RawTables.rawItem(item).whole()).isFalse();
  }

  @Test
  void rawItem_ofATombstone_isWholeWithNothingElse() {
    Map<String, AttributeValue> item = new HashMap<>(ItemShape.key("k"));
    item.put("last_updated", VERSION);
    item.put("deleted", AttributeValue.fromN("1"));
    assertThat(RawTables.rawItem(item).tombstone()).isTrue();
    assertThat(RawTables.rawItem(item).whole()).isTrue();

    item.put("value", AttributeValue.fromS("w0#1"));
    assertThat(RawTables.rawItem(item).whole()).isFalse();
  }
}
