package io.github.dynamodbha.sync;

import io.github.dynamodbha.item.ItemKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What had to be skipped, by region and reason. Not thread-safe. */
final class SkippedKeys {
  /** Reasons are few, unless messages name what differs from key to key. */
  static final int MAX_REASONS = 50;

  static final String OTHER_REASONS = "other reasons";

  /** What the SDK's messages say of the single call. */
  private static final Pattern REQUEST_ID = Pattern.compile("Request ID: [^,)\\s]*");

  /** A value that a reason repeats is an example; the reason is the same for another. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'");

  private final int maxSamples;
  private final Map<Cause, Group> groups = new LinkedHashMap<>();

  SkippedKeys(int maxSamples) {
    this.maxSamples = maxSamples;
  }

  private record Cause(String region, String pattern) {}

  /** The keys of one cause. */
  private static final class Group {
    private final String reason;
    private final List<ItemKey> samples = new ArrayList<>();
    private long count;

    Group(String reason) {
      this.reason = reason;
    }
  }

  void add(ItemKey key, String region, String reason) {
    Group group = group(region, reason);
    group.count++;
    if (group.samples.size() < maxSamples) {
      group.samples.add(key);
    }
  }

  private Group group(String region, String reason) {
    String withoutRequest = REQUEST_ID.matcher(reason).replaceAll("Request ID");
    Cause cause = new Cause(region, QUOTED.matcher(withoutRequest).replaceAll("''"));
    if (groups.size() >= MAX_REASONS && !groups.containsKey(cause)) {
      return groups.computeIfAbsent(
          new Cause(region, OTHER_REASONS), other -> new Group(OTHER_REASONS));
    }
    return groups.computeIfAbsent(cause, first -> new Group(reason));
  }

  List<SkipReason> reasons() {
    List<SkipReason> reasons = new ArrayList<>();
    groups.forEach(
        (cause, group) ->
            reasons.add(new SkipReason(cause.region(), group.reason, group.count, group.samples)));
    return reasons;
  }
}
