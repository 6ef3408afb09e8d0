package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Laws of the digest over random items, against an equality that knows of no canonical form. */
class ContentDigestLawsTest {
  private static final int CASES = Cases.upTo(5_000);

  @Test
  void digest_whenOrderOfAttributesAndSetsAndSpellingOfNumbersChange_thenIsTheSame() {
    RandomItems.forAll(
        CASES,
        random -> {
          Map<String, AttributeValue> item = random.item();
          Map<String, AttributeValue> respelled = random.respelled(item);
          assertThat(PlainEquality.same(item, respelled)).isTrue();
          assertThat(ContentDigest.of(respelled))
              .as("%s and %s", item, respelled)
              .isEqualTo(ContentDigest.of(item));
        });
  }

  @Test
  void digest_whenOnePlaceOfTheItemChanges_thenDiffers() {
    RandomItems.forAll(
        2 * CASES,
        random -> {
          Map<String, AttributeValue> item = random.item();
          Map<String, AttributeValue> mutated = random.mutated(item);
          assertThat(ContentDigest.of(mutated))
              .as("%s and %s", item, mutated)
              .isNotEqualTo(ContentDigest.of(item));
        });
  }

  @Test
  void digest_whenListIsReordered_thenIsTheSameOnlyIfTheListIs() {
    RandomItems.forAll(
        CASES,
        random -> {
          List<AttributeValue> list = List.of(random.value(), random.value(), random.value());
          Map<String, AttributeValue> one = Map.of("l", AttributeValue.fromL(list));
          Map<String, AttributeValue> other =
              Map.of("l", AttributeValue.fromL(random.shuffled(list)));
          assertThat(ContentDigest.of(one).equals(ContentDigest.of(other)))
              .as("%s and %s", one, other)
              .isEqualTo(PlainEquality.same(one, other));
        });
  }

  @Test
  void digest_whenManyItemsShareIt_thenTheyAreEqual() {
    Map<ContentDigest, Map<String, AttributeValue>> seen = new HashMap<>();
    RandomItems.forAll(
        4 * CASES,
        random -> {
          Map<String, AttributeValue> item = random.item();
          Map<String, AttributeValue> earlier = seen.putIfAbsent(ContentDigest.of(item), item);
          if (earlier != null) {
            assertThat(PlainEquality.same(item, earlier)).as("%s and %s", item, earlier).isTrue();
          }
        });
    assertThat(seen).hasSizeGreaterThan(2 * CASES);
  }

  @Test
  void keyDigest_whenKeysAreCompared_thenIsTheSameExactlyIfTheyAreEqual() {
    Map<ContentDigest, ItemKey> seen = new HashMap<>();
    RandomItems.forAll(
        2 * CASES,
        random -> {
          AttributeValue hash = keyValue(random);
          AttributeValue range = random.below(2) == 0 ? null : keyValue(random);
          ItemKey key = ItemKey.of(hash, range);
          ItemKey respelled =
              ItemKey.of(random.respelled(hash), range == null ? null : random.respelled(range));
          assertThat(respelled).isEqualTo(key).hasSameHashCodeAs(key);
          assertThat(respelled.digest()).isEqualTo(key.digest());
          ItemKey earlier = seen.putIfAbsent(key.digest(), key);
          if (earlier != null) {
            assertThat(key).isEqualTo(earlier);
          }
        });
  }

  @Test
  void number_whenSpelledAnew_thenItsFormsAreTheSameAndReadBackAsTheNumber() {
    RandomItems.forAll(
        4 * CASES,
        random -> {
          String number = random.number();
          String respelled = random.spelled(new BigDecimal(number));
          assertThat(CanonicalNumber.of(respelled)).isEqualTo(CanonicalNumber.of(number));
          assertThat(new BigDecimal(CanonicalNumber.of(number))).isEqualByComparingTo(number);
          assertThat(CanonicalNumber.plain(respelled)).isEqualTo(CanonicalNumber.plain(number));
          assertThat(CanonicalNumber.plain(number)).doesNotContain("E").doesNotStartWith("+");
          assertThat(new BigDecimal(CanonicalNumber.plain(number))).isEqualByComparingTo(number);
          String another = random.number();
          assertThat(CanonicalNumber.of(another).equals(CanonicalNumber.of(number)))
              .as("%s and %s", number, another)
              .isEqualTo(PlainEquality.sameNumber(number, another));
        });
  }

  private static AttributeValue keyValue(RandomItems random) {
    return switch (random.below(3)) {
      case 0 -> AttributeValue.fromS(random.name());
      case 1 -> AttributeValue.fromN(random.number());
      default -> AttributeValue.fromB(SdkBytes.fromUtf8String(random.name()));
    };
  }
}
