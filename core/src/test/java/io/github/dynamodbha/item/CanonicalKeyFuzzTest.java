package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

class CanonicalKeyFuzzTest {
  /** For {@code jazzer --target_class}. */
  public static void fuzzerTestOneInput(byte[] input) {
    ItemKey key;
    try {
      key = ItemKey.ofCanonical(input, 0, input.length);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(key.canonical()).isEqualTo(input);
  }

  @Test
  void key_ofAnyBytes_isTheOneThatHasThemOrNone() {
    List<byte[]> seeds =
        Stream.of(
                ItemKey.of("Mars"),
                ItemKey.of("Mars", 7),
                ItemKey.of(new BigDecimal("-1E-130"), "日𝄞"),
                ItemKey.of(SdkBytes.fromUtf8String("b"), new BigDecimal("9.99E+125")))
            .map(ItemKey::canonical)
            .toList();
    Fuzzing.fuzz("key", seeds, 50_000, CanonicalKeyFuzzTest::fuzzerTestOneInput);
  }
}
