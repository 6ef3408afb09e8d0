package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is read from one replica's copy. */
class ItemCopyTest {
  private static final KeySchema SCHEMA = KeySchema.of("id");
  private static final AttributeValue ID = AttributeValue.fromS("earth");
  private static final AttributeValue SECRET = AttributeValue.fromS("secret");

  @Test
  void copy_whenItemIsStamped_thenHasKeyVersionAndImage() {
    Map<String, AttributeValue> image =
        ItemFormat.DEFAULT.stamp(Map.of("id", ID, "a", SECRET), Version.of(0, 1));
    ItemCopy copy = copy(image);
    assertThat(copy.image()).isEqualTo(image);
    assertThat(copy.key()).isEqualTo(ItemKey.of("earth"));
    assertThat(copy.version()).isEqualTo(Version.of(0, 1));
    assertThat(copy.unusable()).isNull();
    assertThat(copy.isTombstone()).isFalse();
    assertThat(copy.digest()).isEqualTo(ContentDigest.of(image)).isSameAs(copy.digest());
    assertThat(copy).hasToString("item earth 1970-01-01T00:00:00.000000Z~00000001");
  }

  @Test
  void copy_whenItIsATombstone_thenSaysSo() {
    ItemCopy copy = copy(ItemFormat.DEFAULT.tombstone(Map.of("id", ID), Version.of(0, 1)));
    assertThat(copy.isTombstone()).isTrue();
    assertThat(copy).hasToString("tombstone earth 1970-01-01T00:00:00.000000Z~00000001");
  }

  @Test
  void copy_whenVersionIsAbsentOrUnusable_thenHasNoneAndTellsThemApart() {
    ItemCopy without = copy(Map.of("id", ID));
    ItemCopy unusable = copy(Map.of("id", ID, "last_updated", SECRET));
    assertThat(without.version()).isNull();
    assertThat(without.unusable()).isNull();
    assertThat(without).hasToString("item earth without version");
    assertThat(unusable.version()).isNull();
    assertThat(unusable.unusable()).hasMessageContaining("last_updated");
    assertThat(unusable).hasToString("item earth with unusable version");
  }

  @Test
  void copy_whenLogged_thenShowsNoContentButTheKey() {
    assertThat(copy(Map.of("id", ID, "a", SECRET, "last_updated", SECRET)).toString())
        .doesNotContain("secret");
  }

  @Test
  void copy_whenItemLacksTheKey_thenIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy(Map.of("a", SECRET)))
        .withMessageContaining("'id'");
  }

  private static ItemCopy copy(Map<String, AttributeValue> image) {
    return ItemCopy.of(image, SCHEMA, ItemFormat.DEFAULT);
  }
}
