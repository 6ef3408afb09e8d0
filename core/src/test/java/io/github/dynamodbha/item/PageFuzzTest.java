package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbha.fuzz.Fuzzing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The reader of replies alone, and against the SDK's: the same items, or no items of either. */
class PageFuzzTest {
  private static final TableFormat FORMAT = new TableFormat(KeySchema.of("id"), ItemFormat.DEFAULT);
  private static final Set<String> EXTRA = Set.of("expires");
  private static final PageDigester DIGESTER = new PageDigester();

  /** For {@code jazzer --target_class}. */
  public static void fuzzerTestOneInput(byte[] input) {
    digest(input);
  }

  private static PageDigester.@Nullable DigestedReply digest(byte[] input) {
    try {
      return DIGESTER.digest(input, input.length, FORMAT, EXTRA);
    } catch (UnreadableReplyException refused) {
      return null;
    }
  }

  private static List<byte[]> pages() {
    List<byte[]> pages = new ArrayList<>();
    RandomItems.forAll(
        50,
        random -> {
          List<Map<String, AttributeValue>> items = new ArrayList<>();
          for (int i = random.below(3); i >= 0; i--) {
            Map<String, AttributeValue> item = new HashMap<>(random.item());
            item.put("id", AttributeValue.fromS(random.name()));
            items.add(item);
          }
          pages.add(RandomJson.utf8(new RandomJson(random).page(items)));
        });
    return pages;
  }

  @Test
  void digest_ofAnything_isAPageOrRefused() {
    Fuzzing.fuzz("page", pages(), 30_000, PageFuzzTest::fuzzerTestOneInput);
  }

  @Test
  void digest_ofAnything_isThatOfWhatTheSdkReads() {
    try (SdkReader sdk = new SdkReader()) {
      Fuzzing.compare("page", pages(), 3_000, input -> compare(sdk, input));
    }
  }

  private static void compare(SdkReader sdk, byte[] input) {
    PageDigester.DigestedReply reply = digest(input);
    if (reply == null) {
      return;
    }
    List<Map<String, AttributeValue>> images;
    try {
      images = sdk.items(input, input.length);
    } catch (SdkClientException refused) {
      if (reply.items().unreadable().isEmpty()) {
        byte[] rest = reply.rest().asByteArray();
        assertThatExceptionOfType(SdkClientException.class)
            .isThrownBy(() -> sdk.items(rest, rest.length));
      }
      return;
    }
    assertThat(reply.items().size() + reply.items().unreadable().size()).isEqualTo(images.size());
    DigestedItemsAssert.assertSame(reply.items(), DigestedItems.of(images, FORMAT, EXTRA));
  }
}
