package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A page of every type, cut, changed and odd: refused, or read as the SDK reads it. */
class PagesAsTheSdkReadsThemTest {
  private static final TableFormat FORMAT = new TableFormat(KeySchema.of("id"), ItemFormat.DEFAULT);
  private static final Set<String> EXTRA = Set.of("expires");

  /** Every type, with what each may be spelled in. */
  private static final String EVERY_TYPE =
      "{\"id\":{\"S\":\"e\\u0301 日 \\ud834\\udd1e 𝄞 \\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\"},"
          + "\"n\":{\"N\":\"-0012.50\"},\"b\":{\"B\":\"AH+A/w==\"},\"SS\":{\"SS\":[\"b\",\"a\",\"b\"]},"
          + "\"ns\":{\"NS\":[\"1E-130\",\"10\",\"9\"]},\"bs\":{\"BS\":[\"YWI=\",\"\",\"YWJj\"]},"
          + "\"m\":{\"M\":{\"z\":{\"M\":{}},\"a\":{\"NULL\":true}}},"
          + "\"l\":{\"L\":[{\"BOOL\":false},{\"L\":[]},{\"S\":\"\"}]},\"expires\":{\"N\":\"1795344381\"},"
          + "\"\\uffff\":{\"BOOL\":true},\"𝄞\":{\"SS\":[]}}";

  private static final String PAGE =
      "{\"Count\":2,\"Items\":["
          + EVERY_TYPE
          + ", {\"id\" : {\"N\" : \"7\"} , \"deleted\":{\"BOOL\":true}}],"
          + "\"ScannedCount\":2,\"LastEvaluatedKey\":{\"id\":{\"N\":\"7\"}}}";

  @Test
  void digest_ofEveryType_isThatOfWhatTheSdkReads() {
    try (SdkReader sdk = new SdkReader()) {
      assertReadsAsTheSdk(sdk, PAGE.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void digest_whenTheReplyIsCutAnywhere_thenIsRefused() {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < page.length; length++) {
      int cut = length;
      // The text goes on behind its end: what is there must not be read.
      assertThatExceptionOfType(UnreadableReplyException.class)
          .as("the first %d bytes", cut)
          .isThrownBy(() -> digest(page.clone(), cut))
          .withMessageContaining(" at byte ");
    }
  }

  @Test
  void digest_whenAnyBitIsFlipped_thenIsRefusedOrThatOfWhatTheSdkReads() {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    int read = 0;
    try (SdkReader sdk = new SdkReader()) {
      for (int bit = 0; bit < page.length * Byte.SIZE; bit++) {
        byte[] flipped = page.clone();
        flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        read += assertReadsAsTheSdk(sdk, flipped) ? 1 : 0;
      }
    }
    assertThat(read).as("pages that could be read").isGreaterThan(page.length / 2);
  }

  @Test
  void digest_whenBytesAreChangedAtRandom_thenIsRefusedOrThatOfWhatTheSdkReads() {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    byte[] alphabet =
        "\"\\{}[],:0129.-eEnulSNBMLtrue\u0000\u0080\u00C3\u00ED\u00F4 "
            .getBytes(StandardCharsets.ISO_8859_1);
    try (SdkReader sdk = new SdkReader()) {
      RandomItems.forAll(
          Cases.upTo(5_000),
          random -> {
            byte[] changed = page.clone();
            for (int i = 1 + random.below(3); i > 0; i--) {
              changed[random.below(changed.length)] = alphabet[random.below(alphabet.length)];
            }
            boolean unused = assertReadsAsTheSdk(sdk, changed);
          });
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"S\":\"a\",\"N\":\"1\"}",
        "{}",
        "{\"S\":null}",
        "{\"X\":{\"deep\":[1,2.5e7,null]}}",
        "{\"NULL\":false}",
        "{\"\\u0053\":\"a\"}",
        "{\"S\":\"a\",\"X\":true}",
        "{\"N\":\"1e400\"}",
        "{\"N\":\" 1\"}",
        "{\"N\":\"\\u0031\"}",
        "{\"B\":\"YQ\"}",
        "{\"B\":\"YR==\"}",
        "{\"B\":\"\\/\\/\\/\\/\"}",
        "{\"S\":\"\\udd1e\"}",
        "{\"SS\":[\"\\ud834\\ud834\"]}",
        "{\"L\":[{}]}"
      })
  void digest_ofAnOddValue_isThatOfWhatTheSdkReads(String value) {
    for (String attribute : List.of("odd", "deleted", "expires", "id")) {
      String page =
          "{\"Items\":[{\""
              + attribute
              + "\":"
              + value
              + "},{\"id\":{\"S\":\"a\"},\""
              + (attribute.equals("id") ? "x" : attribute)
              + "\":"
              + value
              + "},{\"id\":{\"S\":\"next\"}}]}";
      try (SdkReader sdk = new SdkReader()) {
        assertThat(assertReadsAsTheSdk(sdk, page.getBytes(StandardCharsets.UTF_8))).isTrue();
      }
    }
  }

  @Test
  void rest_isTheReplyWithoutItsItems() {
    byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
    assertThat(digest(page, page.length).rest().asUtf8String())
        .isEqualTo(
            "{\"Count\":2,\"Items\":[],"
                + "\"ScannedCount\":2,\"LastEvaluatedKey\":{\"id\":{\"N\":\"7\"}}}");
    byte[] none = "{\"Count\":0}".getBytes(StandardCharsets.UTF_8);
    assertThat(digest(none, none.length).rest().asUtf8String()).isEqualTo("{\"Count\":0}");
  }

  @Test
  void digest_whenTheArrayIsPadded_thenIsUsedAsItIs() {
    byte[] body = Arrays.copyOf(PAGE.getBytes(StandardCharsets.UTF_8), 4096);
    int length = PAGE.getBytes(StandardCharsets.UTF_8).length;
    Arrays.fill(body, length, body.length, (byte) '"');

    assertThat(PageDigester.padded(body, length)).isSameAs(body);
    assertThat(digest(body, length).items().size()).isEqualTo(2);
  }

  /**
   * Returns false if the page is refused: by the digester, or by the SDK for what is left of it.
   */
  private static boolean assertReadsAsTheSdk(SdkReader sdk, byte[] page) {
    PageDigester.DigestedReply reply;
    try {
      reply = digest(page, page.length);
    } catch (UnreadableReplyException refused) {
      return false;
    }
    List<Map<String, AttributeValue>> images;
    try {
      images = sdk.items(page, page.length);
    } catch (SdkClientException refused) {
      assertAlsoRefused(sdk, reply, refused);
      return false;
    }
    DigestedItemsAssert.assertSame(reply.items(), DigestedItems.of(images, FORMAT, EXTRA));
    return true;
  }

  private static void assertAlsoRefused(
      SdkReader sdk, PageDigester.DigestedReply reply, SdkClientException refused) {
    if (String.valueOf(refused.getMessage()).contains("surrogate in field name")) {
      // To the SDK that spoils the page, here only the item.
      assertThat(reply.items().unreadable()).isNotEmpty();
    } else {
      byte[] rest = reply.rest().asByteArray();
      assertThatExceptionOfType(SdkClientException.class)
          .isThrownBy(() -> sdk.items(rest, rest.length));
    }
  }

  private static PageDigester.DigestedReply digest(byte[] page, int length) {
    return new PageDigester().digest(page, length, FORMAT, EXTRA);
  }
}
