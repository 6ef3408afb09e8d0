package io.github.dynamodbha.cli.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Says whether a purge, while nobody wrote, removed tombstones and touched nothing else. */
public final class PurgeCheck {
  private PurgeCheck() {}

  /** Compares the tables before it and after it, by region and key. */
  public static List<Finding> check(
      Map<String, Map<String, RawItem>> before, Map<String, Map<String, RawItem>> after) {
    List<Finding> findings = new ArrayList<>();
    before.forEach(
        (region, old) -> {
          Map<String, RawItem> left = Objects.requireNonNull(after.get(region));
          TreeSet<String> keys = new TreeSet<>(old.keySet());
          keys.addAll(left.keySet());
          for (String key : keys) {
            Finding.Kind kind = verdict(old.get(key), left.get(key));
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

  private static Finding.@Nullable Kind verdict(@Nullable RawItem old, @Nullable RawItem left) {
    if (left == null) {
      return old == null || old.tombstone() ? null : Finding.Kind.LOST;
    }
    if (left.equals(old)) {
      return null;
    }
    return old == null || (old.tombstone() && !left.tombstone())
        ? Finding.Kind.RESURRECTED
        : Finding.Kind.LOST;
  }
}
