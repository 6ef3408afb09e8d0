package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a table's key and its items' format make together. */
class TableFormatTest {
  private static final Version VERSION = Version.of(1_000_000, 7);

  private final TableFormat format = new TableFormat(KeySchema.of("id"), ItemFormat.DEFAULT);

  @Test
  void tombstone_isReadAsTheTombstoneOfItsKey() {
    ItemCopy copy = format.copyOf(format.tombstone(ItemKey.of("earth"), VERSION));

    assertThat(copy.isTombstone()).isTrue();
    assertThat(copy.version()).isEqualTo(VERSION);
    assertThat(copy.key()).isEqualTo(ItemKey.of("earth"));
  }

  @Test
  void copy_ofAnItemWithoutItsKey_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> format.copyOf(Map.of("name", AttributeValue.fromS("earth"))))
        .withMessageContaining("id");
  }
}
