package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Single pages: what is refused, and whether the SDK reads the same. */
class PageDigesterTest {
  private static final TableFormat FORMAT = new TableFormat(KeySchema.of("id"), ItemFormat.DEFAULT);
  private static final Set<String> EXTRA = Set.of("expires");

  @Test
  void digest_ofWideItems_isThatOfTheirImages() {
    RandomItems.forAll(
        Cases.upTo(200),
        random -> {
          Map<String, AttributeValue> image = new TreeMap<>();
          List<String> members = new ArrayList<>();
          int width = 25 + random.below(50);
          for (int i = 0; i < width; i++) {
            String name =
                random.oneOf(List.of("", "prefix", "long-prefix-", "\uFFFF")) + random.name();
            image.put(name, random.value());
            members.add(random.string() + name);
            members.add(random.oneOf(members));
          }
          image.put("members", AttributeValue.fromSs(members));
          image.put("map", AttributeValue.fromM(Map.copyOf(image)));
          image.put("id", AttributeValue.fromS("wide"));
          assertSame(new RandomJson(random).page(List.of(image)), List.of(image));
        });
  }

  @Test
  @Tag("large")
  void digest_ofTheLargestItems_isThatOfTheirImages() {
    RandomItems.forAll(
        2,
        random -> {
          List<String> strings = new ArrayList<>();
          for (int i = 0; i < 50_000; i++) {
            strings.add(Long.toString(random.anyLong(), Character.MAX_RADIX));
          }
          Map<String, AttributeValue> image =
              Map.of(
                  "id", AttributeValue.fromS("large"),
                  "s", AttributeValue.fromS((random.name() + "\n").repeat(50_000)),
                  "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[300_001])),
                  "ss", AttributeValue.fromSs(strings));
          assertSame(new RandomJson(random).page(List.of(image, image)), List.of(image, image));
        });
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{'id':{'S':'a'},'id':{'S':'b'}} | the name 'id' once more",
        "{'id':{'S':'a'},'m':{'M':{'x':{'S':''},'x':{'S':''}}}} | the name 'x' once more",
        "{'id':{'S':5}} | something else than",
        "{'id':{'N':5}} | something else than",
        "{'id':{'S':'a'},'x':{'BOOL':'true'}} | neither true nor false",
        "{'id':{'S':'a'},'x':{'B':'a'}} | no Base64",
        "{'id':{'S':'a'},'x':{'B':'Y=Q='}} | no Base64",
        "{'id':{'S':'a'},'x':{'L':['a']}} | something else than",
        "{'id':{'S':'a'},'x':{'SS':[null]}} | something else than",
        "{'id':{'S':'a'},'x':'a'} | something else than",
        "{'id':{'S':'a'},'x':null} | something else than",
        "{'id':{'S':'\\x'}} | an escape that is none",
        "{'id':{'S':'\\u12g4'}} | an escape that is none",
        "{'id':{'S':'\u0001'}} | a control character",
        "{'id':{'S':'a'},} | something else than",
        "null | something else than",
        "{'id':{'S':'a'}},{'id':{'S':'b'}} | a Count of 1 beside 2 items"
      })
  void digest_whenThePageIsNone_thenIsRefused(String items, String why) {
    String page = "{\"Count\":1,\"Items\":[" + items.replace('\'', '"') + "]}";
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> DigestedItemsAssert.digested(page, FORMAT, EXTRA))
        .withMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C0 80",
        "C1 BF",
        "E0 80 80",
        "ED A0 80",
        "F0 80 80 80",
        "F4 90 80 80",
        "F5 80 80 80",
        "80",
        "C3",
        "E2 82",
        "FF"
      })
  void digest_whenTextIsNoUtf8_thenIsRefused(String hex) {
    String bytes =
        new String(java.util.HexFormat.ofDelimiter(" ").parseHex(hex), StandardCharsets.ISO_8859_1);
    for (String item :
        List.of("{\"id\":{\"S\":\"%s\"}}", "{\"%s\":{\"S\":\"\"}}", "{\"id\":{\"S\":\"%s")) {
      byte[] page =
          ("{\"Items\":[" + item.replace("%s", bytes) + "]}").getBytes(StandardCharsets.ISO_8859_1);
      assertThatExceptionOfType(UnreadableReplyException.class)
          .isThrownBy(() -> digest(page, page.length));
    }
  }

  @Test
  void digest_whenSomethingFollowsThePage_thenIsRefused() {
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(() -> DigestedItemsAssert.digested("{\"Items\":[]}x", FORMAT, EXTRA));
  }

  @Test
  void heldBytes_coverTheLargestItemSoFar() {
    PageDigester digester = new PageDigester();
    byte[] page =
        ("{\"Items\":[{\"id\":{\"S\":\"" + "a".repeat(100_000) + "\"}}]}")
            .getBytes(StandardCharsets.UTF_8);

    digester.digest(page, page.length, FORMAT, EXTRA);

    // The item, and its attributes once more in their order.
    assertThat(digester.heldBytes()).isBetween(200_000L, 600_000L);
  }

  @Test
  void digest_whenNestingHasNoEnd_thenIsRefused() {
    String deep = "{\"L\":[".repeat(100_000);
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(
            () -> DigestedItemsAssert.digested("{\"Items\":[{\"id\":" + deep, FORMAT, EXTRA))
        .withMessageContaining("levels");
    assertThatExceptionOfType(UnreadableReplyException.class)
        .isThrownBy(
            () -> DigestedItemsAssert.digested("{\"x\":" + "[".repeat(100_000), FORMAT, EXTRA));
  }

  @Test
  void digest_whenAKeysTypeIsNotTheSchemas_thenTheItemIsUnreadable() {
    TableFormat format =
        new TableFormat(
            new KeySchema("id", ScalarAttributeType.S, "at", ScalarAttributeType.B),
            ItemFormat.DEFAULT);
    List<Map<String, AttributeValue>> images =
        List.of(
            Map.of("id", AttributeValue.fromN("1"), "at", AttributeValue.fromS("a")),
            Map.of("id", AttributeValue.fromS("a"), "at", AttributeValue.fromS("a")),
            Map.of("id", AttributeValue.fromS("a"), "at", AttributeValue.fromBool(true)),
            Map.of("id", AttributeValue.fromS("a")),
            Map.of(
                "id",
                AttributeValue.fromS(""),
                "at",
                AttributeValue.fromB(SdkBytes.fromUtf8String("b"))),
            Map.of(
                "id",
                AttributeValue.fromS("a"),
                "at",
                AttributeValue.fromB(SdkBytes.fromUtf8String("b")),
                "n",
                AttributeValue.fromN("1E999")));
    RandomItems.forAll(
        20,
        random -> {
          DigestedItems items =
              DigestedItemsAssert.digested(new RandomJson(random).page(images), format, EXTRA);

          assertThat(items.size()).isZero();
          assertThat(items.unreadable()).hasSize(images.size());
          assertThat(items.unreadable().get(0).key()).isNull();
          assertThat(items.unreadable().get(0).reason()).contains("is of type N");
          assertThat(items.unreadable().get(5).key())
              .isEqualTo(ItemKey.of("a", SdkBytes.fromUtf8String("b")));
          DigestedItemsAssert.assertSame(items, DigestedItems.of(images, format, EXTRA));
        });
  }

  @Test
  void extraAttributes_whenTheyAreKeyOrVersion_thenEveryItemThatHasThemIsSpecial() {
    List<Map<String, AttributeValue>> images =
        List.of(
            Map.of("id", AttributeValue.fromS("a"), "x", AttributeValue.fromS("x")),
            Map.of("id", AttributeValue.fromS("a"), "last_updated", AttributeValue.fromS("x")));
    for (Set<String> extra : List.of(Set.of("id"), Set.of("last_updated"), Set.of("x", "id"))) {
      DigestedItems expected = DigestedItems.of(images, FORMAT, extra);
      RandomItems.forAll(
          20,
          random ->
              DigestedItemsAssert.assertSame(
                  DigestedItemsAssert.digested(new RandomJson(random).page(images), FORMAT, extra),
                  expected));
      assertThat(expected.system(1)).isNotNull();
    }
  }

  @Test
  void extraAttributes_whenTheirNameIsNoUnicode_thenAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DigestedItems.of(List.of(), FORMAT, Set.of("\uD834")))
        .withMessageContaining("half a surrogate pair");
  }

  private static void assertSame(String json, List<Map<String, AttributeValue>> images) {
    DigestedItemsAssert.assertSame(
        DigestedItemsAssert.digested(json, FORMAT, EXTRA), DigestedItems.of(images, FORMAT, EXTRA));
  }

  private static PageDigester.DigestedReply digest(byte[] page, int length) {
    return new PageDigester().digest(page, length, FORMAT, EXTRA);
  }
}
