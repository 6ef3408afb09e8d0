package io.github.dynamodbha.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The order of copies is total, and its rules decide in their order. */
class CopyOrderLawsTest {
  private static final Comparator<ItemCopy> ORDER = CopyOrder.OLDEST_FIRST;
  private static final KeySchema SCHEMA = KeySchema.of("id");
  private static final int CASES = Cases.upTo(5_000);

  /** Few versions, so that most comparisons are ties that the later rules must decide. */
  private static final List<AttributeValue> STAMPS =
      List.of(
          AttributeValue.fromS("2026-11-22T10:46:21"),
          AttributeValue.fromS("2026-11-22T10:46:21.000000Z~00000000"),
          AttributeValue.fromS("2026-11-22T10:46:21.000001Z~00000000"),
          AttributeValue.fromS("2026-11-22T10:46:21.000001Z~ffffffff"),
          AttributeValue.fromS("yesterday"),
          AttributeValue.fromN("1"));

  private static final List<AttributeValue> MARKS =
      List.of(
          AttributeValue.fromN("1"),
          AttributeValue.fromN("0"),
          AttributeValue.fromN("2.0"),
          AttributeValue.fromBool(true),
          AttributeValue.fromBool(false),
          AttributeValue.fromS("1"));

  @Test
  void order_whenTwoCopiesAreSwapped_thenIsReversed() {
    RandomItems.forAll(
        CASES,
        random -> {
          ItemCopy one = copy(random);
          ItemCopy other = copy(random);
          assertThat(Integer.signum(ORDER.compare(one, other)))
              .isEqualTo(-Integer.signum(ORDER.compare(other, one)));
        });
  }

  @Test
  void order_whenTwoCopiesCompareAsEqual_thenTheyHaveTheSameContentAndOnlyThen() {
    RandomItems.forAll(
        CASES,
        random -> {
          ItemCopy one = copy(random);
          ItemCopy other = random.below(2) == 0 ? copy(random) : respelled(random, one);
          boolean same = PlainEquality.same(one.image(), other.image());
          assertThat(ORDER.compare(one, other) == 0).as("%s", one.image()).isEqualTo(same);
          assertThat(one.sameContent(other)).isEqualTo(same);
        });
  }

  @Test
  void order_whenThreeCopiesAreCompared_thenIsTransitive() {
    RandomItems.forAll(
        CASES,
        random -> {
          ItemCopy a = copy(random);
          ItemCopy b = copy(random);
          ItemCopy c = random.below(4) == 0 ? respelled(random, a) : copy(random);
          if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
            assertThat(ORDER.compare(a, c)).isLessThanOrEqualTo(0);
          }
          if (ORDER.compare(a, b) == 0) {
            assertThat(Integer.signum(ORDER.compare(a, c)))
                .isEqualTo(Integer.signum(ORDER.compare(b, c)));
          }
        });
  }

  @Test
  void winner_whenCopiesAreLookedAtInEveryPermutation_thenIsOne() {
    RandomItems.forAll(
        CASES / 5,
        random -> {
          List<ItemCopy> copies = new ArrayList<>();
          for (int i = 2 + random.below(3); i > 0; i--) {
            copies.add(copy(random));
          }
          ContentDigest winner = Collections.max(copies, ORDER).digest();
          for (List<ItemCopy> permutation : permutations(copies)) {
            assertThat(Collections.max(permutation, ORDER).digest()).isEqualTo(winner);
            assertThat(permutation.stream().reduce((a, b) -> ORDER.compare(a, b) < 0 ? b : a))
                .get()
                .extracting(ItemCopy::digest)
                .isEqualTo(winner);
          }
        });
  }

  @Test
  void order_whenVersionsDiffer_thenTheyAloneDecide() {
    RandomItems.forAll(
        CASES,
        random -> {
          ItemCopy one = copy(random);
          ItemCopy other = copy(random);
          Version first = one.version();
          Version second = other.version();
          if (first == null && second != null) {
            assertThat(ORDER.compare(one, other)).isNegative();
          }
          if (first != null && second != null && !first.equals(second)) {
            assertThat(Integer.signum(ORDER.compare(one, other)))
                .isEqualTo(Integer.signum(first.text().compareTo(second.text())));
          }
        });
  }

  @Test
  void order_whenVersionsAreEqual_thenTombstoneWinsAndThenTheGreaterDigest() {
    RandomItems.forAll(
        CASES,
        random -> {
          AttributeValue stamp = random.oneOf(STAMPS);
          ItemCopy one = copy(random, stamp);
          ItemCopy other = copy(random, stamp);
          int expected =
              one.isTombstone() == other.isTombstone()
                  ? one.digest().toString().compareTo(other.digest().toString())
                  : one.isTombstone() ? 1 : -1;
          assertThat(Integer.signum(ORDER.compare(one, other))).isEqualTo(Integer.signum(expected));
        });
  }

  private static List<List<ItemCopy>> permutations(List<ItemCopy> copies) {
    if (copies.isEmpty()) {
      return List.of(List.of());
    }
    List<List<ItemCopy>> all = new ArrayList<>();
    for (int i = 0; i < copies.size(); i++) {
      List<ItemCopy> rest = new ArrayList<>(copies);
      ItemCopy first = rest.remove(i);
      for (List<ItemCopy> tail : permutations(rest)) {
        List<ItemCopy> permutation = new ArrayList<>(List.of(first));
        permutation.addAll(tail);
        all.add(permutation);
      }
    }
    return all;
  }

  private static ItemCopy copy(RandomItems random) {
    return random.below(5) == 0 ? copy(random, null) : copy(random, random.oneOf(STAMPS));
  }

  private static ItemCopy copy(RandomItems random, @Nullable AttributeValue stamp) {
    Map<String, AttributeValue> image = new LinkedHashMap<>();
    image.put("id", AttributeValue.fromN("7"));
    if (random.below(2) == 0) {
      image.put("a", random.value());
    }
    if (random.below(2) == 0) {
      image.put("deleted", random.oneOf(MARKS));
    }
    if (stamp != null) {
      image.put("last_updated", stamp);
    }
    return ItemCopy.of(image, SCHEMA, ItemFormat.DEFAULT);
  }

  private static ItemCopy respelled(RandomItems random, ItemCopy copy) {
    return ItemCopy.of(random.respelled(copy.image()), SCHEMA, ItemFormat.DEFAULT);
  }
}
