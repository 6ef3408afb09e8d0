package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The reader of JSON against the reader of the SDK's objects, over random pages. */
class PageDigesterLawsTest {
  private static final int CASES = Cases.upTo(2_000);
  private static final Set<String> EXTRA = Set.of("expires", "1");

  @Test
  void digest_ofAnyReadableItems_isThatOfTheirImages() {
    PageDigester digester = new PageDigester();
    RandomItems.forAll(
        CASES,
        random -> {
          TableFormat format = new TableFormat(keys(random), ItemFormat.DEFAULT);
          List<Map<String, AttributeValue>> images = new ArrayList<>();
          for (int i = random.below(5); i > 0; i--) {
            images.add(image(random, format.keys()));
          }
          byte[] json = RandomJson.utf8(new RandomJson(random).page(images));

          DigestedItems items = digester.digest(json, json.length, format, EXTRA).items();

          DigestedItemsAssert.assertTrue(items, images, format.keys());
          DigestedItemsAssert.assertSame(items, DigestedItems.of(images, format, EXTRA));
        });
  }

  @Test
  void digest_ofOddItemsAmongOthers_isThatOfTheirImages() {
    PageDigester digester = new PageDigester();
    int[] unreadable = new int[1];
    RandomItems.forAll(
        CASES,
        random -> {
          TableFormat format = new TableFormat(keys(random), ItemFormat.DEFAULT);
          List<Map<String, AttributeValue>> images = new ArrayList<>();
          for (int i = random.below(4); i > 0; i--) {
            images.add(image(random, format.keys()));
            images.add(odd(random, image(random, format.keys())));
          }
          byte[] json = RandomJson.utf8(new RandomJson(random).page(images));

          DigestedItems items = digester.digest(json, json.length, format, EXTRA).items();

          DigestedItems expected = DigestedItems.of(images, format, EXTRA);
          DigestedItemsAssert.assertSame(items, expected);
          unreadable[0] += expected.unreadable().size();
        });
    assertThat(unreadable[0]).isGreaterThan(CASES / 2);
  }

  @Test
  void digest_ofAnyNumber_isThatOfItsImage() {
    TableFormat format = new TableFormat(KeySchema.of("id"), ItemFormat.DEFAULT);
    PageDigester digester = new PageDigester();
    RandomItems.forAll(
        4 * CASES,
        random -> {
          List<Map<String, AttributeValue>> images =
              List.of(
                  Map.of(
                      "id",
                      AttributeValue.fromN(number(random)),
                      "n",
                      AttributeValue.fromNs(List.of(number(random), plain(random)))));
          byte[] json = RandomJson.utf8(new RandomJson(random).page(images));

          DigestedItemsAssert.assertSame(
              digester.digest(json, json.length, format, Set.of()).items(),
              DigestedItems.of(images, format, Set.of()));
        });
  }

  private static KeySchema keys(RandomItems random) {
    return KeySchema.of(
        random.oneOf(List.of("id", "é", "\uFFFF", "a-long-name-of-a-key")),
        random.below(2) == 0 ? null : random.oneOf(List.of("range", "𝄞", "b")));
  }

  private static Map<String, AttributeValue> image(RandomItems random, KeySchema keys) {
    Map<String, AttributeValue> image = new LinkedHashMap<>(random.item());
    keys.names().forEach(name -> image.put(name, keyValue(random)));
    switch (random.below(6)) {
      case 0 -> image.put("deleted", AttributeValue.fromN(random.number()));
      case 1 -> image.put("deleted", random.value());
      case 2 -> image.put("expires", AttributeValue.fromN(random.number()));
      case 3 -> image.put("last_updated", random.value());
      default -> {}
    }
    return image;
  }

  /** What has no canonical form, or one that is worth a doubt. */
  private static Map<String, AttributeValue> odd(
      RandomItems random, Map<String, AttributeValue> image) {
    Map<String, AttributeValue> odd = new LinkedHashMap<>(image);
    AttributeValue value =
        switch (random.below(10)) {
          case 0 -> AttributeValue.builder().build();
          case 1 -> AttributeValue.fromN("1E126");
          case 2 -> AttributeValue.fromN(random.oneOf(List.of("", "-", ".", "1.", "٣", "0x1")));
          case 3 -> AttributeValue.fromS("half\uD834");
          case 4 -> AttributeValue.fromSs(List.of("\uDD1E", "b"));
          case 5 -> AttributeValue.fromNul(false);
          case 6 -> nested(random.oneOf(List.of(98, 99, 100, 101, 150)));
          case 7 -> AttributeValue.fromNs(List.of("1", "1.0", "1e0"));
          case 8 -> AttributeValue.fromM(Map.of("\uD834", AttributeValue.fromS("")));
          default -> AttributeValue.fromN("1".repeat(39));
        };
    String name =
        random.below(3) == 0
            ? random.oneOf(List.of("deleted", "expires", "id"))
            : random.oneOf(List.of("odd", "half\uD834"));
    odd.put(name, value);
    if (random.below(10) == 0) {
      odd.keySet().remove(random.oneOf(List.copyOf(odd.keySet())));
    }
    return odd;
  }

  private static AttributeValue nested(int levels) {
    AttributeValue value = AttributeValue.fromS("deep");
    for (int level = 1; level < levels; level++) {
      value =
          level % 2 == 0
              ? AttributeValue.fromL(List.of(value))
              : AttributeValue.fromM(Map.of("m", value));
    }
    return value;
  }

  private static AttributeValue keyValue(RandomItems random) {
    return switch (random.below(3)) {
      case 0 -> AttributeValue.fromS(random.name());
      case 1 -> AttributeValue.fromN(random.number());
      default -> AttributeValue.fromB(SdkBytes.fromUtf8String(random.name()));
    };
  }

  private static String number(RandomItems random) {
    return random.below(2) == 0 ? random.number() : plain(random);
  }

  private static String plain(RandomItems random) {
    BigDecimal number =
        BigDecimal.valueOf(random.anyLong() % 1_000_000, random.below(40)).movePointRight(5);
    return random.below(2) == 0 ? number.toPlainString() : random.spelled(number);
  }
}
