package io.github.dynamodbha.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An option's values that may differ from region to region: VALUE for all, REGION=VALUE for one.
 */
final class PerRegion {
  private final @Nullable String otherwise;
  private final Map<String, String> values;

  private PerRegion(@Nullable String otherwise, Map<String, String> values) {
    this.otherwise = otherwise;
    this.values = values;
  }

  /**
   * Reads an option that may be repeated.
   *
   * @throws UsageException if a region is none of those given, or has two values
   */
  static PerRegion of(String option, List<String> words, List<String> regions) {
    String otherwise = null;
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String region = equals < 0 ? null : word.substring(0, equals);
      String value = word.substring(equals + 1);
      if (value.isBlank()) {
        throw new UsageException(
            "%s '%s' names nothing: write %s NAME, or %s REGION=NAME"
                .formatted(option, word, option, option));
      }
      if (region != null && !regions.contains(region)) {
        throw new UsageException(
            "%s %s is for region '%s', which is none of %s: correct it"
                .formatted(option, word, region, String.join(",", regions)));
      }
      String before = region == null ? otherwise : values.put(region, value);
      if (before != null) {
        throw new UsageException(
            "%s is given twice for %s, '%s' and '%s': leave one of them, or write REGION=NAME"
                .formatted(
                    option, region == null ? "all regions" : "region " + region, before, value));
      }
      otherwise = region == null ? value : otherwise;
    }
    return new PerRegion(otherwise, values);
  }

  /** What goes for a region, or null if nothing was said of it. */
  @Nullable String of(String region) {
    return values.getOrDefault(region, otherwise);
  }

  /**
   * The values of all regions.
   *
   * @throws UsageException if a region has none
   */
  Map<String, String> ofAll(String option, List<String> regions) {
    Map<String, String> all = new TreeMap<>();
    for (String region : regions) {
      String value = of(region);
      if (value == null) {
        throw new UsageException(
            "%s says nothing for region '%s': add %s %s=NAME, or %s NAME for all others"
                .formatted(option, region, option, region, option));
      }
      all.put(region, value);
    }
    return all;
  }
}
