package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys as bytes and back. */
class CanonicalKeyTest {
  private static final int CASES = Cases.upTo(5_000);

  @Test
  void key_whenWrittenAndReadBack_thenIsTheSame() {
    RandomItems.forAll(
        CASES,
        random -> {
          ItemKey key = key(random);
          byte[] canonical = key.canonical();

          byte[] among = new byte[canonical.length + 5];
          System.arraycopy(canonical, 0, among, 2, canonical.length);
          ItemKey back = ItemKey.ofCanonical(among, 2, canonical.length);

          assertThat(back).isEqualTo(key);
          assertThat(back.canonical()).isEqualTo(canonical);
          assertThat(back.digest()).isEqualTo(key.digest());
        });
  }

  @Test
  void key_whenBytesAreCutOrChanged_thenIsRefusedOrIsTheOneThatHasThem() {
    RandomItems.forAll(
        CASES,
        random -> {
          byte[] bytes = key(random).canonical();
          if (random.below(2) == 0) {
            bytes = Arrays.copyOf(bytes, random.below(2 * bytes.length));
          } else {
            bytes[random.below(bytes.length)] ^= (byte) (1 << random.below(8));
          }
          ItemKey key;
          try {
            key = ItemKey.ofCanonical(bytes, 0, bytes.length);
          } catch (IllegalArgumentException refused) {
            return;
          }
          assertThat(key.canonical()).isEqualTo(bytes);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "0201000000 31, spelling", // "1" instead of "1E0"
    "0204000000 31304530, spelling", // "10E0"
    "0205000000 4E614E4E61, is no decimal number",
    "0100000000, is empty",
    "0102000000 C080, no UTF-8",
    "0103000000 EDA080, no UTF-8",
    "0401000000 61, type tag 4",
    "01FFFFFF7F 61, 2147483647 bytes",
    "01FFFFFFFF 61, -1 bytes",
    "0101000000 61 0101000000 62 00, behind the range key",
    "0101000000 61 01, within a value's head"
  })
  void key_whenBytesAreNoKeys_thenSaysWhy(String hex, String why) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKey.ofCanonical(bytes, 0, bytes.length))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1,6", "0,-1", "0,7", "6,1", "2147483647,2147483647", "0,0"})
  void key_whenTheRangeIsWrong_thenIsRefused(String range) {
    byte[] bytes = ItemKey.of("a").canonical();
    String[] parts = range.split(",", 2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ItemKey.ofCanonical(bytes, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
  }

  @Test
  void key_whenReadBack_thenItsNumbersAreInTheirPlainForm() {
    byte[] bytes = ItemKey.of("a", AttributeValue.fromN("-1.50E3")).canonical();
    assertThat(ItemKey.ofCanonical(bytes, 0, bytes.length).rangeKey())
        .isEqualTo(AttributeValue.fromN("-1500"));
  }

  private static ItemKey key(RandomItems random) {
    return ItemKey.of(keyValue(random), random.below(2) == 0 ? null : keyValue(random));
  }

  private static AttributeValue keyValue(RandomItems random) {
    return switch (random.below(3)) {
      case 0 -> AttributeValue.fromS(random.name());
      case 1 -> AttributeValue.fromN(random.number());
      default -> AttributeValue.fromB(SdkBytes.fromUtf8String(random.name()));
    };
  }
}
