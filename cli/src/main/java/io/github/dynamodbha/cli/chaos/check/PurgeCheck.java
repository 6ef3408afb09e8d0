package io.github.dynamodbha.cli.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a purge without a grace, while nobody wrote, removed all tombstones and touched
 * nothing else. One that a fast clock stamped after the purge's start has no age, and stays.
 */
public final class PurgeCheck {
  private PurgeCheck() {}

  /**
   * Compares the tables before it and after it, by region and key.
   *
   * @param start when it began, in ISO-8601 (UTC)
   */
  public static List<Finding> check(
      Map<String, Map<String, RawItem>> before,
      Map<String, Map<String, RawItem>> after,
      String start) {
    List<Finding> findings = new ArrayList<>();
    before.forEach(
        (region, old) -> {
          Map<String, RawItem> left = Objects.requireNonNull(after.get(region));
          TreeSet<String> keys = new TreeSet<>(old.keySet());
          keys.addAll(left.keySet());
          for (String key : keys) {
            Finding.Kind kind = verdict(old.get(key), left.get(key), start);
            if (kind != null) {
              findings.add(
                  new Finding(
                      kind,
                      key,
                      "the purge made %s of %s in %s"
                          .formatted(left.get(key), old.get(key), region)));
            }
          }
        });
    Checker.differing(after).stream()
        .map(key -> new Finding(Finding.Kind.DIVERGENT, key, "differs after the purge"))
        .forEach(findings::add);
    return findings;
  }

  private static Finding.@Nullable Kind verdict(
      @Nullable RawItem old, @Nullable RawItem left, String start) {
    if (left == null) {
      return old == null || old.tombstone() ? null : Finding.Kind.LOST;
    }
    if (left.equals(old)) {
      return left.tombstone() && left.version().compareTo(start) < 0
          ? Finding.Kind.UNEXPECTED
          : null;
    }
    return old == null || (old.tombstone() && !left.tombstone())
        ? Finding.Kind.RESURRECTED
        : Finding.Kind.LOST;
  }
}
