package io.github.dynamodbha.item;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether two items are equal as DynamoDB defines it, said as plainly as can be and without any
 * canonical form: the oracle that the digest is held against.
 */
final class PlainEquality {
  private PlainEquality() {}

  static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream().allMatch(e -> same(e.getValue(), other.get(e.getKey())));
  }

  static boolean same(AttributeValue one, @Nullable AttributeValue other) {
    if (other == null || one.type() != other.type()) {
      return false;
    }
    return switch (one.type()) {
      case S -> one.s().equals(other.s());
      case N -> sameNumber(one.n(), other.n());
      case B -> one.b().equals(other.b());
      case SS -> sameSet(one.ss(), other.ss(), String::equals);
      case NS -> sameSet(one.ns(), other.ns(), PlainEquality::sameNumber);
      case BS -> sameSet(one.bs(), other.bs(), Object::equals);
      case BOOL -> one.bool().equals(other.bool());
      case NUL -> true;
      case M -> same(one.m(), other.m());
      case L -> sameList(one.l(), other.l());
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("no value: " + one);
    };
  }

  static boolean sameNumber(String one, String other) {
    return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
  }

  private static boolean sameList(List<AttributeValue> one, List<AttributeValue> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static <T> boolean sameSet(List<T> one, List<T> other, BiPredicate<T, T> same) {
    return one.stream().allMatch(a -> other.stream().anyMatch(b -> same.test(a, b)))
        && other.stream().allMatch(b -> one.stream().anyMatch(a -> same.test(a, b)));
  }
}
